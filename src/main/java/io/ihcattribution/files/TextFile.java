package io.ihcattribution.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads text that people write, whatever program wrote it: UTF-8, with or without a byte order mark. */
public final class TextFile {

    private static final int MAX_BYTES = 16_000_000;
    private static final String MARK = "\uFEFF";

    private TextFile() {}

    /** A file is no text in UTF-8; the message says what is wrong and what was expected. */
    public static final class NotText extends IOException {

        private final long line;

        private NotText(long line, String message) {
            super(message);
            this.line = line;
        }

        /** The line that cannot be read, from 1. */
        public long line() {
            return line;
        }
    }

    /**
     * The text of a file, without the mark.
     *
     * @throws NotText when it is no text in UTF-8
     * @throws IOException when it cannot be read, or is longer than anybody writes
     */
    public static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("is larger than 16 MB");
            }
            return text(bytes);
        }
    }

    /** Whether a file begins with a byte order mark; not where it cannot be read. */
    public static boolean hasMark(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(3), MARK.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The keys and values of a text in the form of Java's properties, without space around a value.
     *
     * @param twice is given each key that is there more than once; the last value is kept
     * @throws IllegalArgumentException when an escape is none
     */
    public static SortedMap<String, String> properties(String text, Consumer<String> twice) {
        SortedMap<String, String> values = new TreeMap<>();
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (values.put((String) key, ((String) value).trim()) != null) {
                    twice.accept((String) key);
                }
                return null;
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private static String text(byte[] bytes) throws NotText {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        long line = 1 + text.chars().filter(c -> c == '\n').count();
        if (result.isError()) {
            boolean isWide = bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF;
            throw new NotText(line, isWide ? "is text in UTF-16; expected text in UTF-8" : "is not text in UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw new NotText(1, "has bytes of zero, as text in UTF-16 has; expected text in UTF-8");
        }
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
