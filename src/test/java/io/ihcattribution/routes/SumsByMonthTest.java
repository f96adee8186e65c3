package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report sums only the months in which something has changed: it is the same as if all were summed anew. */
@WholeApplication
class SumsByMonthTest {

    private static final String CREDITS = "select channel_name, date, ihc, ihc_revenue from channel_reporting"
            + " where ihc <> 0 order by 1, 2";

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;

    /** Conversions of three months; c2 and c3 share the session b, and c9 has none. */
    @BeforeEach
    void attribute() {
        shop = Shop.empty(folder)
                .session("a", "u1", "2026-01-02 10:00:00", "Search", 1)
                .conversion("c1", "u1", "2026-01-03 10:00:00", 10)
                .session("b", "u2", "2026-01-20 10:00:00", "Email", 2)
                .conversion("c2", "u2", "2026-01-25 10:00:00", 20)
                .session("c", "u2", "2026-02-02 10:00:00", "Search", 4)
                .conversion("c3", "u2", "2026-02-05 10:00:00", 40)
                .session("d", "u3", "2026-02-02 10:00:00", "Radio", 8)
                .session("e", "u3", "2026-03-02 10:00:00", "Radio", 16)
                .conversion("c4", "u3", "2026-03-20 10:00:00", 80)
                .conversion("c9", "u9", "2026-03-20 10:00:00", 320);
        reported();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update conversions set revenue = 81 where conv_id = 'c4'",
            "update conversions set conv_date = '2026-02-20' where conv_id = 'c2'",
            "delete from conversions where conv_id = 'c3'",
            "insert into session_sources values ('late', 'u2', '2026-01-21', '09:00:00', 'Mail', 1, 1, 0)",
            "update session_sources set channel_name = 'Mail' where session_id = 'b'",
            "delete from session_sources where session_id = 'd'",
            "insert into session_sources values ('f', 'u9', '2026-03-19', '09:00:00', 'Mail', 1, 1, 0)",
            "insert into conversions values ('c5', 'u3', '2026-03-21', '10:00:00', 160)"})
    void whateverChangesInTheSource(String change) {
        String before = application().report("channel_reporting.csv");
        shop.execute(change);

        reported();

        assertThat(application().report("channel_reporting.csv")).as("it was worth a new report").isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update attribution_customer_journey set ihc = case session_id when 'd' then 0.7 else 0.3 end"
                    + " where conv_id = 'c4'",
            "update attribution_customer_journey set channel_name = 'Mail' where session_id = 'd'",
            "delete from ihc_credit_sum where channel_name = 'Radio'",
            "update ihc_credit_sum set ihc = ihc + 1"})
    void whateverChangesInTheLedgerByHand(String change) {
        shop.execute(change);

        reported("--steps", "report");
    }

    @Test
    void whicheverDatesCreditsHave() {
        reported("--ihc.report.time-zone=Pacific/Auckland");
        reported("--ihc.report.accounting-date=conversion");
        reported("--ihc.report.time-zone=Pacific/Honolulu");
        reported();
    }

    @Test
    void notAMonthIsSummedTwiceWithoutNeed() {
        // What would not survive a sum; the total is the same.
        shop.execute("update ihc_credit_sum set ihc = case channel_name when 'Email' then 1.25 else 0.75 end"
                + " where month = '2026-01'");
        shop.execute("update conversions set revenue = 81 where conv_id = 'c4'");

        assertThat(application().once("--steps", "report").status()).isZero();

        assertThat(shop.rows("select ihc from ihc_credit_sum where month = '2026-01' order by channel_name"))
                .as("January is as it was left").containsExactly("1.25", "0.75");
    }

    private void reported(String... arguments) {
        Application.Result result = application().once(arguments);
        assertThat(result.status()).as(result.err()).isZero();
        List<String> expected = shop.rows("select channel_name, date, sum(ihc), sum(ihc_revenue) from ihc_dated_credit"
                + " where is_reported = 1 group by channel_name, date order by 1, 2");
        assertThat(expected).isNotEmpty();
        assertThat(shop.rows(CREDITS)).isEqualTo(expected);
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
