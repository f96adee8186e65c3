package io.ihcattribution.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A kind of dirty data: where it is looked for, and the rule that says what is done with it. */
public enum QualityKind {
    CONVERSION_WITHOUT_ID("missing-id", Table.CONVERSIONS, "conv_id", "the conversion is left out"),
    CONVERSION_ID_BINARY("binary-id", Table.CONVERSIONS, "conv_id", "the conversion is left out"),
    CONVERSION_ID_REPEATED("duplicate-id", Table.CONVERSIONS, "conv_id", "the journey is rejected"),
    CONVERSION_TIME("bad-time", Table.CONVERSIONS, "conv_date, conv_time", "the journey is rejected"),
    CONVERSION_AHEAD("future-time", Table.CONVERSIONS, "conv_date", "used as it stands"),
    CONVERSION_WITHOUT_USER("missing-user", Table.CONVERSIONS, "user_id", "the journey is rejected"),
    REVENUE_MISSING("null-revenue", Table.CONVERSIONS, "revenue", "the journey is attributed, its revenue counts as 0"),
    REVENUE_NEGATIVE("negative-revenue", Table.CONVERSIONS, "revenue", "the journey is rejected"),
    REVENUE_NO_FIGURE("not-a-figure", Table.CONVERSIONS, "revenue", "the journey is rejected"),
    NO_SESSIONS("no-sessions", Table.CONVERSIONS, "conv_id", "the conversion has no credits"),
    OVERSIZE("oversize-journey", Table.CONVERSIONS, "conv_id", "the journey is rejected"),

    SESSION_WITHOUT_ID("missing-id", Table.SESSION_SOURCES, "session_id", "its journeys are rejected"),
    SESSION_ID_BINARY("binary-id", Table.SESSION_SOURCES, "session_id", "its journeys are rejected"),
    SESSION_ID_REPEATED("duplicate-id", Table.SESSION_SOURCES, "session_id", "its journeys are rejected"),
    SESSION_TIME("bad-time", Table.SESSION_SOURCES, "event_date, event_time", "its journeys are rejected"),
    SESSION_AHEAD("future-time", Table.SESSION_SOURCES, "event_date", "used as it stands"),
    SESSION_WITHOUT_USER("missing-user", Table.SESSION_SOURCES, "user_id", "in no journey; its cost is reported"),
    CHANNEL_BLANK("blank-channel", Table.SESSION_SOURCES, "channel_name",
            "its journeys are rejected; its cost is reported as (no channel)"),
    CHANNEL_PADDED("padded-channel", Table.SESSION_SOURCES, "channel_name", "trimmed, when sent and in the report"),
    FLAG("bad-flag", Table.SESSION_SOURCES, "holder_engagement, closer_engagement, impression_interaction",
            "its journeys are rejected"),
    AFTER_CONVERSION("after-conversion", Table.SESSION_SOURCES, "event_date, event_time",
            "in no journey of its user; its cost is reported"),

    COST_MISSING("null-cost", Table.SESSION_COSTS, "cost", "left out"),
    COST_NEGATIVE("negative-cost", Table.SESSION_COSTS, "cost", "left out"),
    COST_NO_FIGURE("not-a-figure", Table.SESSION_COSTS, "cost", "left out"),
    COST_OF_UNKNOWN_SESSION("unknown-session", Table.SESSION_COSTS, "session_id", "left out"),
    COST_REPEATED("repeated-cost", Table.SESSION_COSTS, "cost", "counted once"),
    COST_CONFLICTING("conflicting-cost", Table.SESSION_COSTS, "cost", "left out, all of the session's");

    /** A table of the shop's, by the name that its users know. */
    public enum Table {
        CONVERSIONS,
        SESSION_SOURCES,
        SESSION_COSTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String code;
    private final Table table;
    private final String column;
    private final String rule;

    QualityKind(String code, Table table, String column, String rule) {
        this.code = code;
        this.table = table;
        this.column = column;
        this.rule = rule;
    }

    /** The word that settings, summary and file use; two tables may share one. */
    public String code() {
        return code;
    }

    /** Where it is looked for. */
    public Table table() {
        return table;
    }

    /** The column or columns at fault. */
    public String column() {
        return column;
    }

    /** What is done with it. */
    public String rule() {
        return rule;
    }

    /** Whether it is what a healthy shop has, too: counted, but not listed row by row nor held against a run. */
    public boolean isNormal() {
        return this == AFTER_CONVERSION;
    }

    /** All codes, in order. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(QualityKind::code).distinct().toList();
    }
}
