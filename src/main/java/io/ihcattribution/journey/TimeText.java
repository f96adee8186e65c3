package io.ihcattribution.journey;

/** A date or a time as text, read from its beginning to its end. A pattern would take several times as long. */
final class TimeText {

    private final String text;
    private final int end;
    private int at;

    /** @param column what stands in the column; space around it does not count */
    TimeText(String column) {
        text = column;
        int last = column.length();
        while (last > 0 && isSpace(column.charAt(last - 1))) {
            last--;
        }
        end = last;
        while (at < end && isSpace(column.charAt(at))) {
            at++;
        }
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Whether what is left has so many characters at its beginning; {@code #} stands for a digit. */
    boolean begins(String form) {
        if (end - at < form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(at + i);
            if (form.charAt(i) == '#' ? !isDigit(c) : form.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }

    /** Goes behind a word where it is there. */
    boolean take(String word) {
        boolean isThere = begins(word);
        at += isThere ? word.length() : 0;
        return isThere;
    }

    /** Goes behind spaces; whether there were some. */
    boolean takeSpaces() {
        int from = at;
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        return at > from;
    }

    /** Goes behind digits. */
    void takeDigits() {
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
    }

    /** Goes on by as many characters, which were seen before. */
    TimeText skip(String seen) {
        at += seen.length();
        return this;
    }

    /** The number of the next digits, which were seen before. */
    int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            char c = at < end ? text.charAt(at++) : ' ';
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** Whether all that is left is digits, with or without a fraction. */
    boolean isNumber() {
        int i = at + wholeDigits();
        if (i == at || i < end && text.charAt(i++) != '.') {
            return false;
        }
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i == end;
    }

    /** How many digits come next. */
    int wholeDigits() {
        int i = at;
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i - at;
    }

    /** All that is left as a number; it goes to the end. */
    double number() {
        double number = Double.parseDouble(text.substring(at, end));
        at = end;
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0';
    }
}
