package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import io.ihcattribution.run.Window;
import io.ihcattribution.source.ConversionDays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many conversions there are, and what is known of them: of the source itself, or of the ledger's copy of it. */
public final class ConversionCounts {

    private final ConversionDays source;
    private final JdbcClient ledger;

    /**
     * @param source connections that can only read the source
     * @param reading connections that can only read the ledger
     */
    public ConversionCounts(DataSource source, DataSource reading) {
        this.source = new ConversionDays(source);
        this.ledger = JdbcClient.create(reading);
    }

    /** The number of conversions that the source has in a window. */
    public long inSource(Window window) {
        return source.count(window);
    }

    /** What a run has done so far, and what is known of its window's conversions as they were copied last. */
    public RunCounts of(Run run) {
        return in(run.window(), "ledger/select_run_counts").param("runId", run.id())
                .query((rows, number) -> new RunCounts(
                        rows.getLong("conversions"), rows.getLong("attributed"), rows.getLong("outdated"),
                        rows.getLong("failed"), rows.getLong("rejected"), rows.getLong("unattributable"),
                        rows.getLong("journeys_sent"), rows.getLong("journeys_attributed"),
                        newlyRefused(run, rows.getLong("journeys_sent"), rows.getLong("journeys_attributed")),
                        rows.getLong("sessions_sent"), rows.getLong("requests"), rows.getDouble("attributed_revenue")))
                .single();
    }

    /** Asked only where it tells something: it looks at all journeys. */
    private long newlyRefused(Run run, long sent, long attributed) {
        return sent == 0 || attributed > 0 ? 0
                : ledger.sql(SqlFile.read("ledger/count_newly_refused")).param("runId", run.id()).query(Long.class)
                        .single();
    }

    /** The first conversions of a window that were looked at and have no credits, or outdated ones, with the reason. */
    public List<RunCounts.Unattributed> unattributed(Window window, int most) {
        return in(window, "ledger/select_unattributed").param("most", most)
                .query((rows, number) -> new RunCounts.Unattributed(
                        rows.getString("conv_id"), rows.getString("state"), rows.getString("reason")))
                .list();
    }

    private JdbcClient.StatementSpec in(Window window, String statement) {
        return ledger.sql(SqlFile.read(statement))
                .param("windowStart", window.startText())
                .param("lastDate", window.lastText());
    }
}
