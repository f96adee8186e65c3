package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the product says where something is wrong: what, of what, what was expected, and what to do. */
@Timeout(120)
@WholeApplication
class WordsTest {

    private static final List<String> JARGON = List.of("Exception", "org.", "java.", "null", "[SQLITE");

    @TempDir
    Path folder;

    @Test
    void aSourceWithoutItsTablesNamesThemAndTheSetting() {
        Shop shop = Shop.empty(folder).singles(1, "2026-01-01");
        shop.execute("alter table session_sources rename column channel_name to channel");

        requireTold(Application.in(folder).once(), "no column session_sources.channel_name",
                "expected those tables or views", "ihc.source.url");
    }

    @Test
    void aFileInTheFoldersPlaceIsToldAsOne() throws IOException {
        Shop.empty(folder).singles(1, "2026-01-01");
        Path reports = Files.writeString(folder.resolve("reports"), "");

        requireTold(Application.in(folder).with("ihc.report.dir", reports.resolve("monthly").toString()).once(),
                reports + " is a file; expected a folder", "ihc.report.dir");
    }

    @Test
    void anExplanationBeforeAnyRunIsNoFaultOfTheProgram() {
        Shop.empty(folder).singles(1, "2026-01-01");

        requireTold(Application.in(folder).explain("--channel", "Search", "--date", "2026-01-01"),
                "there is no report to explain");
    }

    @Test
    void aJourneyThatIsRefusedSaysByWhom() {
        Shop shop = Shop.empty(folder).singles(1, "2026-01-01");
        try (IhcServer server =
                IhcServer.answering((number, request) -> Reply.text(400, "{\"message\":\"too old\"}"))) {
            Application.in(folder).calling(server).once();

            assertThat(shop.cell("select reason from ihc_journey"))
                    .isEqualTo("the API refuses it: status 400: {\"message\":\"too old\"}");
        }
    }

    @Test
    void labelsAreListedAsFarAsALineIsRead() throws IOException {
        Shop shop = Shop.empty(folder).singles(30, "2026-01-01");
        shop.execute("update session_sources set channel_name = 'label ' || session_id");
        Path file = Files.writeString(folder.resolve("channels.csv"), "label,channel\nSearch,Search\n");
        try (IhcServer server = IhcServer.givingEqualShares(); LogLines log = LogLines.open()) {
            Application.in(folder).calling(server).with("ihc.channels.file", file.toString()).once();

            assertThat(log.text()).contains("30 labels of session_sources are not in " + file, "\"label s0010\"",
                    " and 20 more").doesNotContain("label s0011");
        }
    }

    private static void requireTold(Application.Result result, String... words) {
        assertThat(result.status()).isIn(1, 2);
        assertThat(result.err()).contains(words).doesNotContain(JARGON.toArray(String[]::new))
                .doesNotContain("a fault of the program");
        assertThat(result.err().strip()).hasLineCount(1);
    }
}
