package io.ihcattribution.quality;

import static io.ihcattribution.quality.QualityKind.AFTER_CONVERSION;
import static io.ihcattribution.quality.QualityKind.CHANNEL_BLANK;
import static io.ihcattribution.quality.QualityKind.CHANNEL_PADDED;
import static io.ihcattribution.quality.QualityKind.CONVERSION_AHEAD;
import static io.ihcattribution.quality.QualityKind.CONVERSION_ID_BINARY;
import static io.ihcattribution.quality.QualityKind.CONVERSION_ID_REPEATED;
import static io.ihcattribution.quality.QualityKind.CONVERSION_TIME;
import static io.ihcattribution.quality.QualityKind.CONVERSION_WITHOUT_ID;
import static io.ihcattribution.quality.QualityKind.CONVERSION_WITHOUT_USER;
import static io.ihcattribution.quality.QualityKind.COST_CONFLICTING;
import static io.ihcattribution.quality.QualityKind.COST_MISSING;
import static io.ihcattribution.quality.QualityKind.COST_NEGATIVE;
import static io.ihcattribution.quality.QualityKind.COST_NO_FIGURE;
import static io.ihcattribution.quality.QualityKind.COST_OF_UNKNOWN_SESSION;
import static io.ihcattribution.quality.QualityKind.COST_REPEATED;
import static io.ihcattribution.quality.QualityKind.FLAG;
import static io.ihcattribution.quality.QualityKind.NO_SESSIONS;
import static io.ihcattribution.quality.QualityKind.OVERSIZE;
import static io.ihcattribution.quality.QualityKind.REVENUE_MISSING;
import static io.ihcattribution.quality.QualityKind.REVENUE_NEGATIVE;
import static io.ihcattribution.quality.QualityKind.REVENUE_NO_FIGURE;
import static io.ihcattribution.quality.QualityKind.SESSION_AHEAD;
import static io.ihcattribution.quality.QualityKind.SESSION_ID_BINARY;
import static io.ihcattribution.quality.QualityKind.SESSION_ID_REPEATED;
import static io.ihcattribution.quality.QualityKind.SESSION_TIME;
import static io.ihcattribution.quality.QualityKind.SESSION_WITHOUT_ID;
import static io.ihcattribution.quality.QualityKind.SESSION_WITHOUT_USER;

import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.journey.SourceValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What one look at the shop's tables has found so far: counts, and the first rows of each kind, so that it does not
 * grow with the data. Rows come as maps by column name, of the types that the database gives.
 */
public final class QualityTally {

    private final QualityLimits limits;
    private final String latestDate;
    private final boolean keepsNewest;
    private final Map<QualityKind, KindTally> found = new EnumMap<>(QualityKind.class);
    private final Map<QualityKind.Table, Long> lookedAt = new EnumMap<>(QualityKind.Table.class);

    /**
     * @param limits how much warns and how much stops a run
     * @param latestDate the last date that is not ahead of its time
     * @param keepsNewest whether a journey that no request can hold keeps its newest sessions instead of being rejected
     */
    public QualityTally(QualityLimits limits, String latestDate, boolean keepsNewest) {
        this.limits = limits;
        this.latestDate = latestDate;
        this.keepsNewest = keepsNewest;
    }

    /** Takes the number of rows that are looked at in a table. */
    public void looksAt(QualityKind.Table table, long rows) {
        lookedAt.put(table, rows);
    }

    /** Takes the row of {@code count_looked_at.sql}. */
    public void sizes(Map<String, Object> row) {
        lookedAt.put(QualityKind.Table.SESSION_SOURCES, number(row, "sessions"));
        lookedAt.put(QualityKind.Table.SESSION_COSTS, number(row, "costs"));
    }

    /**
     * Takes a row of {@code select_suspect_conversions.sql}, with its {@code row_number} where its id is binary and
     * rows have numbers.
     */
    public void conversion(Map<String, Object> row) {
        boolean isBinary = row.get("conv_id") instanceof byte[];
        String key = ids(row, "conv_id", isBinary, isBinary ? CONVERSION_ID_BINARY : CONVERSION_WITHOUT_ID,
                CONVERSION_WITHOUT_USER);
        time(CONVERSION_TIME, CONVERSION_AHEAD, key, row.get("conv_date"), row.get("conv_time"));
        figure(REVENUE_MISSING, REVENUE_NEGATIVE, REVENUE_NO_FIGURE, key, row.get("revenue"));
    }

    /** Takes a row of {@code select_suspect_sessions.sql}. */
    public void session(Map<String, Object> row) {
        boolean isBinary = SourceValues.isBinary(row.get("session_id"));
        String key = ids(row, "session_id", isBinary, isBinary ? SESSION_ID_BINARY : SESSION_WITHOUT_ID,
                SESSION_WITHOUT_USER);
        time(SESSION_TIME, SESSION_AHEAD, key, row.get("event_date"), row.get("event_time"));
        String label = text(row, "channel_name");
        String channel = SourceValues.channel(label);
        if (channel == null) {
            add(CHANNEL_BLANK, key, label);
        } else if (!channel.equals(label)) {
            add(CHANNEL_PADDED, key, label);
        }
        flags(key, row);
    }

    /** Takes a row of {@code select_suspect_costs.sql}. */
    public void cost(Map<String, Object> row) {
        figure(COST_MISSING, COST_NEGATIVE, COST_NO_FIGURE, text(row, "session_id"), row.get("cost"));
    }

    /** Takes a row of {@code select_unknown_costs.sql}. */
    public void unknownCost(Map<String, Object> row) {
        String id = text(row, "session_id");
        double cost = SourceValues.figure(row.get("cost"));
        add(COST_OF_UNKNOWN_SESSION, id, id);
        if (cost > 0) {
            found.get(COST_OF_UNKNOWN_SESSION).leaveOut(cost, cost);
        }
    }

    /** Takes a row of {@code select_repeated_keys.sql}. */
    public void repeatedKey(Map<String, Object> row) {
        boolean isOfConversions = row.get("source").equals("conversions");
        if (isOfConversions ? row.get("id") instanceof byte[] : SourceValues.isBinary(row.get("id"))) {
            // A kind of its own, each of the rows.
            return;
        }
        String id = text(row, "id");
        long copies = number(row, "copies");
        switch (row.get("source").toString()) {
            case "conversions" -> add(CONVERSION_ID_REPEATED, id, copies + " rows", copies);
            case "session_sources" -> add(SESSION_ID_REPEATED, id, copies + " rows", copies);
            default -> repeatedCost(id, copies, row.get("lowest"), row.get("highest"));
        }
    }

    private void repeatedCost(String id, long copies, Object lowest, Object highest) {
        if (lowest.equals(highest)) {
            add(COST_REPEATED, id, copies + " rows of " + lowest, copies - 1);
        } else {
            add(COST_CONFLICTING, id, copies + " rows from " + lowest + " to " + highest, copies);
            found.get(COST_CONFLICTING).leaveOut(((Number) lowest).doubleValue(), ((Number) highest).doubleValue());
        }
    }

    /** Takes a journey that has no session, or more than one request can hold. */
    void unusualJourney(String convId, long sessions) {
        add(sessions == 0 ? NO_SESSIONS : OVERSIZE, convId, sessions + " sessions");
    }

    /** Takes the number of a user's sessions that came after the last conversion. */
    void afterConversion(long sessions) {
        if (sessions > 0) {
            add(AFTER_CONVERSION, "", "", sessions);
        }
    }

    /** Takes what another look has found, of other kinds. */
    public void add(QualityTally other) {
        found.putAll(other.found);
    }

    /** All that was found. */
    public QualityReport report() {
        List<QualityCount> counts = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>(List.of(QualityFinding.HEADER));
        found.forEach((kind, of) -> {
            counts.add(count(kind, of));
            of.listed().forEach(finding -> lines.add(finding.line()));
            if (kind.isNormal()) {
                lines.add(new QualityFinding(kind, "", kind.column(), of.rows() + " rows", rule(kind)).line());
            } else if (of.unlisted() > 0) {
                lines.add(new QualityFinding(kind, "", kind.column(), of.unlisted() + " more",
                        "not listed: ihc.quality.max-listed is " + limits.mostListed()).line());
            }
        });
        return new QualityReport(counts, lines);
    }

    /**
     * Lets a run go on with what was found so far, or not.
     *
     * @throws TooDirty when there is more of a kind than the settings allow, or what no run can use
     */
    public void require() {
        List<String> tooMuch = new ArrayList<>();
        found.forEach((kind, of) -> {
            QualityCount count = count(kind, of);
            if (count.level().equals("stop")) {
                tooMuch.add(sentence(count, of));
            }
        });
        if (!tooMuch.isEmpty()) {
            throw new TooDirty("the shop's data is too dirty: " + String.join("; ", tooMuch)
                    + ". Nothing was bought. Mend the rows, or raise the threshold");
        }
    }

    private static String sentence(QualityCount count, KindTally of) {
        return String.format(Locale.ROOT, "%s: %,d of %,d rows of %s (%s %%)%s; expected %s",
                count.kind(), count.rows(), count.of(), count.table(), count.percentText(),
                of.listed().isEmpty() ? "" : ", such as " + of.listed().get(0).place(),
                "at most what " + count.threshold() + " allows");
    }

    private QualityCount count(QualityKind kind, KindTally of) {
        long all = lookedAt.getOrDefault(kind.table(), 0L);
        double percent = all == 0 ? 0 : 100.0 * of.rows() / all;
        String stop = limits.stop(kind, percent);
        String warning = limits.warning(kind, percent);
        return new QualityCount(kind.code(), kind.table().toString(), of.rows(), all, percent,
                stop != null ? "stop" : warning != null ? "warn" : "count", rule(kind),
                of.leftOut(), stop != null ? stop : warning);
    }

    private String rule(QualityKind kind) {
        return kind == OVERSIZE && keepsNewest ? "the journey keeps its newest sessions" : kind.rule();
    }

    /** Judges the ids of a row; what it is found by, such as by its user where its own is missing. */
    private String ids(Map<String, Object> row, String column, boolean isBinary, QualityKind noId, QualityKind noUser) {
        String id = isBinary ? SourceValues.shown(row.get(column)) : text(row, column);
        String user = text(row, "user_id");
        boolean isNone = isBinary || SourceValues.isMissing(id);
        String key = row.containsKey("row_number") ? "row " + row.get("row_number")
                : !isNone ? id : SourceValues.isMissing(user) ? "" : "user_id " + user;
        if (isNone) {
            add(noId, key, id);
        }
        if (SourceValues.isMissing(user)) {
            add(noUser, key, user);
        }
        return key;
    }

    private void time(QualityKind bad, QualityKind ahead, String key, Object date, Object time) {
        SourceTime read = SourceTime.of(SourceValues.text(date), SourceValues.text(time));
        if (!read.isRead()) {
            add(bad, key, (SourceValues.shown(date) + " " + SourceValues.shown(time)).strip());
        } else if (read.dayText().compareTo(latestDate) > 0) {
            add(ahead, key, read.dayText());
        }
    }

    private void figure(QualityKind missing, QualityKind negative, QualityKind none, String key, Object value) {
        double figure = SourceValues.figure(value);
        if (SourceValues.isNoFigure(value)) {
            add(missing, key, SourceValues.shown(value));
        } else if (Double.isNaN(figure)) {
            add(none, key, SourceValues.shown(value));
        } else if (figure < 0) {
            add(negative, key, SourceValues.shown(value));
        }
    }

    private void flags(String key, Map<String, Object> row) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : QualityKind.FLAG.column().split(", ")) {
            String value = text(row, column);
            if (!SourceValues.isFlag(SourceValues.flag(value))) {
                columns.add(column);
                values.add(value);
            }
        }
        if (!columns.isEmpty()) {
            add(FLAG, key, String.join(", ", columns), String.join(", ", values), 1);
        }
    }

    private void add(QualityKind kind, String key, String value) {
        add(kind, key, kind.column(), value, 1);
    }

    private void add(QualityKind kind, String key, String value, long rows) {
        add(kind, key, kind.column(), value, rows);
    }

    private void add(QualityKind kind, String key, String column, String value, long rows) {
        KindTally of = found.computeIfAbsent(kind, any -> new KindTally());
        of.count(rows);
        if (kind.isNormal()) {
            return;
        }
        of.list(new QualityFinding(kind, key, column, value, rule(kind)), limits.mostListed());
    }

    /** As the journeys' query reads it; empty where it is null. */
    private static String text(Map<String, Object> row, String column) {
        return Objects.requireNonNullElse(SourceValues.text(row.get(column)), "");
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
