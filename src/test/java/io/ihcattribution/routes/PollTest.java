package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule of the daemon. */
@WholeApplication
class PollTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ihc.poll.period, 300ms", "ihc.poll.cron, * * * * * ?"})
    void runsAsScheduledAndLeavesNothingWhereNothingIsNew(String key, String value) throws Exception {
        Shop shop = Shop.empty(folder).singles(3, "2026-01-02");
        shop.execute("insert into session_costs values ('s0001', 2)");
        try (IhcServer server = IhcServer.givingEqualShares();
                var daemon = Application.in(folder).calling(server).with(key, value).with("ihc.poll.window-days", "0")
                        .daemon()) {
            Await.until(() -> completedPolls(shop) >= 1);
            String other =
                    "insert into session_sources values ('other', 'nobody', '2026-01-01', '10:00:00', 'Search', 1,"
                            + " 1, 0)";
            shop.execute(other);
            Await.until(() -> completedPolls(shop) >= 2);

            assertThat(server.requests()).as("the second poll finds nothing new").hasSize(1);
            assertThat(published()).hasSize(1);

            Thread.sleep(2_500);
            int before = completedPolls(shop);
            assertThat(before).as("nothing was written: no further run").isLessThanOrEqualTo(3);

            shop.execute("update session_costs set cost = 3 where session_id = 's0001'");
            Await.until(() -> completedPolls(shop) >= before + 1);

            assertThat(published()).as("a changed cost alters the report without a call").hasSize(2);
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from ihc_run where state not in ('completed', 'running')"))
                    .as("runs come one after another, never beside each other").isEqualTo("0");
            assertThat(Application.in(folder).rows()).containsExactly("Search,2026-01-02,3,3,30,1,10");
        }
    }

    private static int completedPolls(Shop shop) {
        return Integer
                .parseInt(shop.cell("select count(*) from ihc_run where source = 'poll' and state = 'completed'"));
    }

    private List<Path> published() throws IOException {
        Path runs = folder.resolve("reports/runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.toList();
        }
    }
}
