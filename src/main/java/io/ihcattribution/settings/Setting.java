package io.ihcattribution.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting, on the component of its area's record; the component's type says how its text is read. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** How many users will ever want to change it; the order in which the settings' file has them. */
    enum Rank {
        /** Every user looks at it before going live. */
        ESSENTIAL,
        /** Some users need it. */
        FREQUENT,
        /** The default does. */
        RARE
    }

    /** The key, such as {@code ihc.db.url}; of a component that is a record: how its keys begin. */
    String key();

    /** The text that holds where nothing is set. A text or path whose default is not empty must not be empty. */
    String byDefault() default "";

    /** Min of a number, inclusive. */
    double min() default 0;

    /** Max of a number, inclusive. */
    double max() default Double.POSITIVE_INFINITY;

    /** Unit of a number, such as {@code days}. */
    String unit() default "";

    /** The words that a text may be; empty for any. */
    String[] words() default {};

    /** What the text must match. */
    String pattern() default "(?s).*";

    /** What is expected, for faults and documents, where the type does not say it. */
    String expected() default "";

    /** Whether its text must never be shown. */
    boolean secret() default false;

    /** How many users will want to change it. */
    Rank rank() default Rank.FREQUENT;
}
