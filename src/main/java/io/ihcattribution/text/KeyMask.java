package io.ihcattribution.text;

import java.nio.charset.StandardCharsets;

/** Hides the API's key in text that others read: in the log, in errors, in files and in the ledger's reasons. */
public final class KeyMask {

    /** There is no key to hide. */
    public static final KeyMask NONE = new KeyMask("");

    private static final String MASK = "***";
    private static final String CUT = "…";
    private static final int SHORTEST = 8;
    private static final int SURELY_NO_WORD = 20;

    private final String key;

    private KeyMask(String key) {
        this.key = key;
    }

    /**
     * Hides a key; but not one that cannot be told from other text, such as {@code embedded} or {@code 12345678}: that
     * would take words and figures out of whatever is written.
     *
     * @param key the key; empty where there is none
     */
    public static KeyMask of(String key) {
        return isDistinct(key) ? new KeyMask(key) : NONE;
    }

    /** Whether a key can be told from other text: it is long, or has letters and what is none. */
    public static boolean isDistinct(String key) {
        return key.length() >= SURELY_NO_WORD || key.length() >= SHORTEST
                && key.chars().anyMatch(Character::isLetter) && !key.chars().allMatch(Character::isLetter);
    }

    /** A text without the key, and without its beginning where the text is cut in the middle of it. */
    public String hide(String text) {
        if (key.isEmpty() || text == null || text.indexOf(key.charAt(0)) < 0) {
            return text;
        }
        String hidden = text.replace(key, MASK);
        for (int length = key.length() - 1; length >= SHORTEST / 2 && hidden.contains(CUT); length--) {
            hidden = hidden.replace(key.substring(0, length) + CUT, MASK + CUT);
        }
        return hidden;
    }

    /** The bytes of a text without the key, whatever its encoding is, as long as that has the letters of ASCII. */
    public byte[] hide(byte[] text) {
        String hidden = new String(text, StandardCharsets.ISO_8859_1);
        return isIn(hidden) ? hidden.replace(key, MASK).getBytes(StandardCharsets.ISO_8859_1) : text;
    }

    /** Whether a text has the key. */
    public boolean isIn(String text) {
        return !key.isEmpty() && text.contains(key);
    }
}
