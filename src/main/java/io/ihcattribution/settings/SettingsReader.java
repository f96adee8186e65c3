package io.ihcattribution.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the records of the areas from the texts of their settings; goes on past a fault with the default. */
final class SettingsReader {

    /** What has more to check than one text at a time can show. */
    interface Checked {
        void check(SettingFaults faults);
    }

    /** A setting and the component that it stands on. */
    record Declared(String key, Setting setting, RecordComponent component) {
        String expected() {
            return SettingForms.expected(component.getType(), setting);
        }
    }

    private final Map<String, String> texts;
    private final SettingFaults faults;

    SettingsReader(Map<String, String> texts, SettingFaults faults) {
        this.texts = texts;
        this.faults = faults;
    }

    /** The settings of a record and of the records in it, in their order. */
    static Stream<Declared> declared(Class<?> record, String prefix) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            Setting setting = component.getAnnotation(Setting.class);
            String key = prefix + (setting == null ? "" : setting.key());
            return component.getType().isRecord() ? declared(component.getType(), key)
                    : setting == null ? Stream.empty() : Stream.of(new Declared(key, setting, component));
        });
    }

    /** A record of settings, of such records, and of all texts that are not secret. */
    <R extends Record> R read(Class<R> type, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(component -> value(component, prefix)).toArray();
        try {
            R record = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new)).newInstance(values);
            if (record instanceof Checked checked) {
                checked.check(faults);
            }
            return record;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made of its settings", e);
        }
    }

    private Object value(RecordComponent component, String prefix) {
        Setting setting = component.getAnnotation(Setting.class);
        String key = prefix + (setting == null ? "" : setting.key());
        if (component.getType().isRecord()) {
            return read(component.getType().asSubclass(Record.class), key);
        }
        if (setting == null) {
            return texts;
        }
        String text = texts.get(key);
        try {
            return SettingForms.parse(component.getType(), setting, text);
        } catch (RuntimeException e) {
            faults.unless(false, key, setting.secret() ? "***" : text,
                    SettingForms.expected(component.getType(), setting));
            return SettingForms.parse(component.getType(), setting, setting.byDefault());
        }
    }
}
