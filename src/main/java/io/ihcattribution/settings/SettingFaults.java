package io.ihcattribution.settings;

import io.ihcattribution.channel.InvalidChannelMapping;
import io.ihcattribution.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** The faults of a start's settings, which are told together: one sentence a fault, each naming its key. */
final class SettingFaults {

    private final List<String> faults = new ArrayList<>();

    void add(String sentence) {
        faults.add(Quoted.onOneLine(sentence));
    }

    /** Adds the fault of a key's value; names the value. */
    void unless(boolean usable, String key, Object value, String expected) {
        if (!usable) {
            add(key + ": " + Quoted.of(masked(String.valueOf(value))) + " is not usable; expected " + expected);
        }
    }

    /** A value without what may be a secret: a user and password before an {@code @}, and a URL's query. */
    static String masked(String value) {
        String withoutUser = value.replaceFirst("(?s)^(.*?//)?.*@", "$1***@");
        return withoutUser.contains("://") ? withoutUser.replaceFirst("(?s)\\?.*", "?***") : withoutUser;
    }

    /** Tries to make what a key's value is for. The message of what is thrown says what is wrong with it. */
    void trying(String key, Runnable task) {
        trying(key, task, "");
    }

    /** The same; {@code more} is put behind the message. */
    void trying(String key, Runnable task, String more) {
        try {
            task.run();
        } catch (IllegalArgumentException | InvalidChannelMapping e) {
            add(key + ": " + e.getMessage() + more);
        }
    }

    /** @throws InvalidSettings with all faults, where there are any */
    void requireNone() {
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults.stream().distinct().toList());
        }
    }
}
