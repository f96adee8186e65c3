package io.ihcattribution.text;

/**
 * Text that somebody else wrote, as it stands in a sentence of the log, an error or the ledger: it is cut, and its
 * control characters are escaped, so that it neither fills a page nor passes for a line of ours.
 */
public final class Quoted {

    private static final int LONGEST = 120;
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private Quoted() {}

    /** A value in quotation marks. */
    public static String of(Object value) {
        return '"' + plain(value) + '"';
    }

    /** A value without quotation marks, such as the name of a file. */
    public static String plain(Object value) {
        return onOneLine(cut(String.valueOf(value), LONGEST));
    }

    /**
     * The beginning of a text, of at most so many characters and an ellipsis; no character is cut in two.
     *
     * @param text null stays null
     */
    public static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /** A text whose control characters, those that turn the direction among them, are escaped as Java writes them. */
    public static String onOneLine(String text) {
        if (text.codePoints().noneMatch(Quoted::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (!isControl(c)) {
                line.appendCodePoint(c);
            } else {
                line.append(switch (c) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> String.format("\\u%04x", c);
                });
            }
        });
        return line.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR;
    }
}
