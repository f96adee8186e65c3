package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.run.Window;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many conversions the source has in a window, and of which days; every row of it is counted. */
public final class ConversionDays {

    private final JdbcClient source;

    /** @param source connections that can only read the source */
    public ConversionDays(DataSource source) {
        this.source = JdbcClient.create(source);
    }

    /** @param day null where it cannot be read */
    private record Day(LocalDate day, long conversions) {}

    /** The number of conversions of a window; one whose date cannot be read is of every window. */
    public long count(Window window) {
        return window.isOpen() ? source.sql(SqlFile.read("source/count_conversions")).query(Long.class).single()
                : days(window).stream().mapToLong(Day::conversions).sum();
    }

    /** The newest date of a window's conversions; none where no date of them can be read. */
    public Optional<LocalDate> newest(Window window) {
        return days(window).stream().map(Day::day).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    private List<Day> days(Window window) {
        WindowQuery query = new WindowQuery(window);
        return source.sql(query.statement("source/count_conversions_by_day")).params(query.parameters())
                .query((row, number) -> new Day(SourceTime.of(row.getString("date"), row.getString("time")).day(),
                        row.getLong("conversions")))
                .list().stream().filter(day -> window.holds(Objects.toString(day.day, ""))).toList();
    }
}
