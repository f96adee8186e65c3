package io.ihcattribution.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Arguments and environment as they were written. Where the locale has no letters but ASCII's ({@code LC_ALL=C}, as of
 * cron), Java makes replacement characters of all others; Linux still has the bytes, which are UTF-8 nearly always.
 */
public final class WrittenTexts {

    private static final String REPLACEMENT = "\uFFFD";

    private WrittenTexts() {}

    /** The arguments; those that cannot be had as they were written are left as they came. */
    public static String[] arguments(String[] came) {
        List<String> written = isDamaged(came) ? entries("/proc/self/cmdline") : List.of();
        int first = written.size() - came.length;
        if (!isDamaged(came) || first < 0) {
            return came;
        }
        String[] whole = came.clone();
        for (int i = 0; i < came.length; i++) {
            String entry = written.get(first + i);
            if (entry != null && !mayBe(came[i], entry)) {
                return came;
            }
            whole[i] = entry == null ? came[i] : entry;
        }
        return whole;
    }

    /** The environment; variables that cannot be had as they were written are left as they came. */
    static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        if (isDamaged(environment.values().toArray(String[]::new))) {
            for (String entry : entries("/proc/self/environ")) {
                String[] parts = entry == null ? new String[0] : entry.split("=", 2);
                if (parts.length == 2 && environment.containsKey(parts[0])
                        && mayBe(environment.get(parts[0]), parts[1])) {
                    environment.put(parts[0], parts[1]);
                }
            }
        }
        return environment;
    }

    /** Whether a text is not as it was written. */
    static boolean isDamaged(String... texts) {
        return Arrays.stream(texts).anyMatch(text -> text.contains(REPLACEMENT));
    }

    private static boolean mayBe(String came, String written) {
        return written.matches("(?s)" + Arrays.stream(came.split(REPLACEMENT + "+", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".+")));
    }

    /** Null for what is no UTF-8; none where the system does not tell. */
    private static List<String> entries(String file) {
        List<String> entries = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    entries.add(decoded(ByteBuffer.wrap(bytes, from, i - from)));
                    from = i + 1;
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return entries;
    }

    private static String decoded(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
