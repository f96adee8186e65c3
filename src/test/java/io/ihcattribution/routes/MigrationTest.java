package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that were there before the product came; the result tables of earlier clients lie in the shop's own file.
 */
@WholeApplication
@Tag("one-file")
class MigrationTest {

    private static final String USERS_TABLES =
            "select name, sql from sqlite_master where name in ('conversions', 'session_sources', 'session_costs')"
                    + " order by 1";

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();

    private Shop shop;

    @AfterEach
    void close() {
        server.close();
    }

    @BeforeEach
    void open() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100);
    }

    @Test
    void takesOverTheResultTablesOfAnEarlierClientWithTheirRowsWhichDoNotCount() {
        shop.execute("create table attribution_customer_journey (conv_id text, session_id text, ihc real)");
        shop.execute("insert into attribution_customer_journey values ('c1', 's1', 0.9), ('c1', 's1', 0.9), "
                + "('c1', 'gone', 0.4), ('old', 'x', 0.7), (null, 'x', 1), ('old', 'y', null)");
        shop.execute(
                "create table channel_reporting (channel_name text, date text, cost real, ihc real, ihc_revenue real)");
        shop.execute(
                "insert into channel_reporting values ('Search', '2020-01-01', 5, 1, 9), ('Search', '2020-01-01', 5,"
                        + " 1, 9), "
                        + "('Email', '2020-01-02', null, null, null)");
        List<String> before = shop.rows(USERS_TABLES);
        Application application = Application.in(folder).calling(server);

        application.makeTables();

        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by 1, 2"))
                .containsExactly("c1|gone|0.4", "c1|s1|0.9", "old|x|0.7");
        assertThat(shop.rows("select channel_name, date, cost, ihc, ihc_revenue from channel_reporting order by date"))
                .containsExactly("Search|2020-01-01|5.0|1.0|9.0", "Email|2020-01-02|0.0|0.0|0.0");

        assertThat(application.once().status()).isZero();

        assertThat(application.rows())
                .containsExactly("Search,2026-01-01,2,0.5,50,4,25", "Email,2026-01-02,1,0.5,50,2,50");
        assertThat(shop.rows(
                "select conv_id, session_id, ihc from attribution_customer_journey where conv_id = 'c1' order by 2"))
                .as("bought anew, and nothing left of the old").containsExactly("c1|s1|0.5", "c1|s2|0.5");
        assertThat(shop.rows("select name from pragma_table_info('attribution_customer_journey')"))
                .containsExactly("conv_id", "session_id", "ihc", "initializer", "holder", "closer", "channel_name",
                        "started_at");
        assertThat(shop
                .rows("select name from pragma_table_info('attribution_customer_journey') where pk > 0 order by pk"))
                .containsExactly("conv_id", "session_id");
        assertThat(shop.rows("select name from pragma_table_info('channel_reporting') where pk > 0 order by pk"))
                .containsExactly("channel_name", "date");
        assertThat(shop.rows(USERS_TABLES)).isEqualTo(before);
    }

    @Test
    void whatTheLastVersionPublishedIsKnownSoThatTheFirstReportTellsWhatHasChangedSince() {
        Flyway.configure().dataSource(shop.ledgerUrl(), null, null).locations("classpath:db/migration/sqlite")
                .table("ihc_schema_history").baselineOnMigrate(true).baselineVersion("0").target("13").load().migrate();
        shop.all(List.of(
                "insert into ihc_run "
                        + "(run_id, source, mode, steps, conv_type_id, state, started_at, ended_at, report_sha256)"
                        + " values "
                        + "('r', 'command-line', 'incremental', 'attribute,report', 'default', 'completed', "
                        + "'2026-01-03', '2026-01-03', 'x')",
                "insert into ihc_batch (run_id, batch_no, state, journeys, sessions, opened_at, published) "
                        + "values ('r', 1, 'stored', 2, 3, '2026-01-03', 1)",
                "insert into ihc_journey (conv_id, state, fingerprint, sessions, run_id, batch_no, summed_revenue) "
                        + "values ('c1', 'attributed', 'f', 2, 'r', 1, 100), ('gone', 'attributed', 'f', 1, 'r', 1, 7)",
                "insert into attribution_customer_journey (conv_id, session_id, ihc, channel_name, started_at) "
                        + "values ('c1', 's1', 0.5, ' Search ', '2026-01-01 10:00:00'), "
                        + "('c1', 's2', 0.5, 'Email', '2026-01-02 10:00:00'), "
                        + "('gone', 's3', 1, 'Radio', '2026-01-02 10:00:00')",
                "insert into ihc_published (channel_name, date, cost, ihc, ihc_revenue) values "
                        + "('Search', '2026-01-01', 2, 0.5, 50), ('Email', '2026-01-02', 1, 0.5, 50), "
                        + "('Radio', '2026-01-02', 0, 1, 7)",
                "update conversions set revenue = 130"));
        Application application = Application.in(folder).calling(server);

        assertThat(application.once("--steps", "report").status()).isZero();

        assertThat(application.rows())
                .containsExactly("Search,2026-01-01,2,0.5,65,4,32.5", "Email,2026-01-02,1,0.5,65,2,65");
        String file = application.reportFiles().stream().filter(name -> name.endsWith("restatements.csv"))
                .findFirst().orElseThrow();
        assertThat(application.report(file).lines().skip(1)).containsExactly(
                "Search,2026-01-01,ihc_revenue,50,65,changed revenue",
                "Email,2026-01-02,ihc_revenue,50,65,changed revenue",
                "Radio,2026-01-02,ihc,1,,conversion gone", "Radio,2026-01-02,ihc_revenue,7,,conversion gone");
    }

    @Test
    void aSecondStartChangesNothing() {
        Application application = Application.in(folder);
        application.once();
        List<String> schema = shop.rows("select type, name, sql from sqlite_master order by 1, 2");
        List<String> history = shop.rows("select * from ihc_schema_history");

        application.makeTables();

        assertThat(shop.rows("select type, name, sql from sqlite_master order by 1, 2")).isEqualTo(schema);
        assertThat(shop.rows("select * from ihc_schema_history")).isEqualTo(history);
    }

    @Test
    void leavesTheUsersTablesAsTheyAre() {
        List<String> before = shop.rows(USERS_TABLES);
        List<String> rows = userRows();

        assertThat(Application.in(folder).once().status()).isZero();

        assertThat(shop.rows(USERS_TABLES)).isEqualTo(before);
        assertThat(userRows()).isEqualTo(rows);
        assertThat(shop.rows("select name from sqlite_master where type in ('index', 'trigger') and sql is not null "
                + "and tbl_name in ('conversions', 'session_sources', 'session_costs')")).isEmpty();
    }

    @Test
    void saysHowToBeRidOfTheIndexThatAnEarlierVersionMade() {
        shop.execute("create index ihc_session_sources_user on session_sources (user_id)");

        try (LogLines log = LogLines.open()) {
            assertThat(Application.in(folder).once().status()).isZero();

            assertThat(log.text()).containsOnlyOnce("drop index ihc_session_sources_user;");
        }
        shop.execute("drop index ihc_session_sources_user");
        try (LogLines log = LogLines.open()) {
            assertThat(Application.in(folder).once().status()).isZero();

            assertThat(log.text()).doesNotContain("drop index");
        }
    }

    private List<String> userRows() {
        return List.of(String.join("\n", shop.rows("select * from conversions order by 1")),
                String.join("\n", shop.rows("select * from session_sources order by 1")),
                String.join("\n", shop.rows("select * from session_costs order by 1")));
    }
}
