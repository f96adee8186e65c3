package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from the database to the report, through the real routes. */
@WholeApplication
class MainJobTest {

    @TempDir
    Path folder;

    @Test
    void reportsCostAndCreditPerChannelAndDay() {
        Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2.5)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email")
                .session("s3", "u2", "2026-01-02 11:00:00", "Search", 1.25)
                .conversion("c1", "u1", "2026-01-02 10:30:00", 100);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);

            assertThat(application.once().status()).isZero();

            assertThat(application.report("channel_reporting.csv")).isEqualTo("""
                    channel_name,date,cost,ihc,ihc_revenue,CPO,ROAS
                    Search,2026-01-01,2.5,0.5,50,5,20
                    Email,2026-01-02,0,0.5,50,0,
                    Search,2026-01-02,1.25,0,0,,0
                    """);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
