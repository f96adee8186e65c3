package io.ihcattribution.settings;

import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the records of the areas from the texts of their settings; goes on past a fault with the default. */
final class SettingsReader {

    /** What has more to check than one text at a time can show. */
    interface Checked {
        void check(SettingFaults faults);
    }

    private final Map<String, String> texts;
    private final SettingFaults faults;

    SettingsReader(Map<String, String> texts, SettingFaults faults) {
        this.texts = texts;
        this.faults = faults;
    }

    /** The keys of a record and of the records in it, in their order, each with the component that it stands on. */
    static Map<String, RecordComponent> components(Class<?> record, String prefix) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getType().isRecord()) {
                components.putAll(components(component.getType(), key(component, prefix)));
            } else if (component.isAnnotationPresent(Setting.class)) {
                components.put(key(component, prefix), component);
            }
        }
        return components;
    }

    /** A record of settings, of such records and, as the last, of all texts; those of secrets are taken out. */
    <R extends Record> R read(Class<R> type, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            R record = type.getDeclaredConstructor(types).newInstance(
                    Arrays.stream(components).map(component -> value(component, key(component, prefix))).toArray());
            if (record instanceof Checked checked) {
                checked.check(faults);
            }
            return record;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made of its settings", e);
        }
    }

    private Object value(RecordComponent component, String key) {
        Class<?> type = component.getType();
        Setting setting = component.getAnnotation(Setting.class);
        if (type.isRecord() || setting == null) {
            return type.isRecord() ? read(type.asSubclass(Record.class), key) : texts;
        }
        String text = setting.secret() ? texts.remove(key) : texts.get(key);
        try {
            return SettingForms.parse(type, setting, text);
        } catch (InvalidPathException e) {
            faults.unless(false, key, text, "a name that files can have in this process's locale ("
                    + System.getProperty("sun.jnu.encoding") + "), such as with LC_ALL=C.UTF-8");
            return SettingForms.parse(type, setting, setting.byDefault());
        } catch (RuntimeException e) {
            faults.unless(false, key, setting.secret() ? "***" : text, SettingForms.expected(type, setting));
            return SettingForms.parse(type, setting, setting.byDefault());
        }
    }

    private static String key(RecordComponent component, String prefix) {
        Setting setting = component.getAnnotation(Setting.class);
        return setting == null ? prefix : prefix + setting.key();
    }
}
