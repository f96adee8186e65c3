package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report folder on a disk of its own, which fills up. */
@WholeApplication
class FullDiskTest {

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.at(folder.resolve("reports"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    /**
     * @param left the pages that are left on the disk: nothing, or so much that one of the two files, of four pages
     *     each, is begun and not ended, at its beginning or just before its end
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 7})
    void theReportIsWholeOrAbsentAndWrittenByTheNextRunWithoutACall(int left) throws Exception {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            assertThat(application.once().status()).isZero();
            String before = application.report("channel_reporting.csv");
            List<String> filesBefore = application.reportFiles();
            manyDays(shop);
            disk.fill(left);

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("No space left on device");
            assertThat(shop.cell("select state || ': ' || reason from ihc_run order by rowid desc limit 1"))
                    .startsWith("failed: ").contains("No space left on device").contains("reports");
            assertThat(shop.rows("select * from ihc_lease")).isEmpty();
            assertThat(application.report("channel_reporting.csv")).isEqualTo(before);
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).as("what was bought is kept")
                    .isEqualTo("402");
            int calls = server.requests().size();
            disk.empty();
            List<String> written = new ArrayList<>(application.reportFiles());
            written.removeAll(filesBefore);
            assertThat(written).as("nothing half written is left")
                    .allSatisfy(file -> assertThat(application.report(file).lines()).as(file).hasSize(1 + 1 + 400));

            assertThat(application.once().status()).isZero();

            assertThat(application.rows()).hasSize(1 + 400);
            assertThat(server.requests()).as("nothing is bought again").hasSize(calls);
        }
    }

    /** A report of several pages of the disk. */
    private static void manyDays(Shop shop) {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            rows.add("insert into conversions values ('d" + i + "', 'v" + i + "', '2027-06-01', '12:00:00', 10)");
            rows.add("insert into session_sources values ('t" + i + "', 'v" + i + "', date('2027-06-01', '-" + i % 100
                    + " days'), '11:00:00', 'Channel " + (i - 1) / 100 + "', 1, 1, 0)");
        }
        shop.all(rows);
    }
}
