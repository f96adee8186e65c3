package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.SourceTime;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** When the first of all sessions of the source started: exports often hold the last months only. Asked once a plan. */
public final class BeginOfHistory implements Supplier<String> {

    private final JdbcTemplate source;
    private String known;

    public BeginOfHistory(DataSource source) {
        this.source = new JdbcTemplate(source);
    }

    /** The source may have changed. */
    public synchronized void forget() {
        known = null;
    }

    /** UTC, {@code YYYY-MM-DD HH:MM:SS}; empty where no session has a time. */
    @Override
    public synchronized String get() {
        if (known == null) {
            known = source.queryForList(SqlFile.read("source/sqlite/select_first_sessions"), String.class).stream()
                    .map(BeginOfHistory::time).filter(SourceTime::isRead)
                    .map(time -> time.dayText() + " " + time.timeText()).min(String::compareTo).orElse("");
        }
        return known;
    }

    private static SourceTime time(String dateAndTime) {
        int end = dateAndTime.lastIndexOf('|');
        String time = dateAndTime.substring(end + 1);
        return SourceTime.of(dateAndTime.substring(0, end), time.isEmpty() ? null : time);
    }
}
