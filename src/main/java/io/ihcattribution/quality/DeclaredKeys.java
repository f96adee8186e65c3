package io.ihcattribution.quality;

import java.util.List;
import java.util.Map;

/**
 * Which keys of the shop's tables the database itself keeps from standing in several rows: where it does, nobody need
 * look for such rows.
 *
 * @param conversionsKeyed 1 where conversions.conv_id is such a key, else 0
 * @param sessionsKeyed 1 where session_sources.session_id is, else 0
 * @param costsKeyed 1 where session_costs.session_id is, else 0
 * @param repeatedKept how many repeated keys are kept since they were looked for last
 */
public record DeclaredKeys(int conversionsKeyed, int sessionsKeyed, int costsKeyed, long repeatedKept) {

    /** @param rows of {@code select_declared_keys.sql} */
    static DeclaredKeys of(List<Map<String, Object>> rows) {
        return new DeclaredKeys(declared(rows, "conversions"), declared(rows, "session_sources"),
                declared(rows, "session_costs"),
                rows.stream().mapToLong(row -> ((Number) row.get("kept")).longValue()).sum());
    }

    /** Whether each of the three tables has its key declared. */
    boolean areDeclared() {
        return conversionsKeyed == 1 && sessionsKeyed == 1 && costsKeyed == 1;
    }

    private static int declared(List<Map<String, Object>> rows, String table) {
        return rows.stream().filter(row -> row.get("source").equals(table))
                .mapToInt(row -> ((Number) row.get("declared")).intValue()).findFirst().orElse(0);
    }
}
