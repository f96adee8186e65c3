package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that anyone may have written is data, everywhere: it arrives as it was, and nothing executes it. */
@WholeApplication
class HostileTextTest {

    private static final List<String> TEXTS = List.of(
            "it's \"quoted\", `so` \\ too", "two\nlines\r\nor three", "tab\there; semi;colon, comma",
            "\ud83d\uded2 cart \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\u05d0\u05d1\u05d2 \u202eright to left\u202c",
            "'; drop table conversions; --", "' or '1'='1", "<script>alert(1)</script>",
            "${body} ${sys.user.home} {{ihc.api.url}}", "#name :#convId :?x ?", "=cmd()", "@SUM(A1:A9)", "%s %n %d",
            "../../etc/passwd", "null", "a~b", "~", "1~0~1", "e\u0301\u00df\uff1d", "x" + "\ud83d\uded2".repeat(5_000));

    private final IhcServer server = IhcServer.givingEqualShares();

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void arrivesAtTheApiInTheDatabaseAndInTheReportAsItWas() {
        TEXTS.forEach(text -> shop.session(text, text, "2026-01-02 10:00:00", text, 2)
                .conversion(text, text, "2026-01-02 11:00:00", 10));

        assertThat(application().once().status()).isZero();
        assertThat(application().once().status()).isZero();

        assertThat(server.requests()).as("the second run knows them again").hasSize(1);
        assertThat(server.requests().get(0).sessions()).extracting(session -> session.get("conversion_id").asText())
                .containsExactlyInAnyOrderElementsOf(TEXTS);
        assertThat(server.requests().get(0).sessions()).allSatisfy(session -> {
            assertThat(session.get("session_id").asText()).isEqualTo(session.get("conversion_id").asText());
            assertThat(session.get("channel_label").asText()).isEqualTo(session.get("conversion_id").asText());
        });
        assertThat(shop.rows("select conv_id, session_id from attribution_customer_journey"))
                .containsExactlyInAnyOrderElementsOf(TEXTS.stream().map(text -> text + "|" + text).toList());
        assertThat(report("channel_reporting.csv").stream().skip(1).map(CSVRecord::toList))
                .containsExactlyInAnyOrderElementsOf(TEXTS.stream()
                        .map(text -> List.of(text, "2026-01-02", "2", "1", "10", "2", "5")).toList());
    }

    @Test
    void isListedWhereItIsDirtyAndBreaksNoLine() {
        TEXTS.forEach(text -> shop.session(text, text, "2026-01-02 10:00:00", "Search")
                .conversion(text, text, "2026-01-02 25:00:00", 10));
        shop.execute("update session_sources set event_date = session_id, channel_name = ' ' || channel_name");
        shop.execute("update conversions set conv_date = conv_id");

        assertThat(application().with("ihc.quality.warn-percent", "0").once().status())
                .as("all that there is was rejected").isEqualTo(1);
        List<String> reasons = shop.rows("select reason from ihc_journey");
        String journeys = String.join("\n", shop.rows("select * from ihc_journey"));
        assertThat(application().once().status()).isEqualTo(1);

        assertThat(server.requests()).isEmpty();
        assertThat(reasons).hasSize(TEXTS.size()).allSatisfy(reason -> assertThat(reason).hasSizeLessThanOrEqualTo(501)
                .doesNotContain("?\u2026"));
        assertThat(String.join("\n", shop.rows("select * from ihc_journey"))).as("nothing is written again")
                .isEqualTo(journeys);
        List<CSVRecord> lines =
                report(application().reportFiles().stream().filter(file -> file.endsWith("data_quality.csv"))
                        .findFirst().orElseThrow());
        assertThat(lines).hasSize(1 + 3 * TEXTS.size()).allSatisfy(line -> assertThat(line.size()).isEqualTo(6));
        List<String> keys =
                TEXTS.stream().map(text -> text.length() > 200 ? text.substring(0, 199) + "\u2026" : text).toList();
        for (String kind : List.of("bad-time conversions", "bad-time session_sources",
                "padded-channel session_sources")) {
            assertThat(lines.stream().filter(line -> kind.equals(line.get(0) + " " + line.get(1)))
                    .map(line -> line.get(2)))
                    .as(kind).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void passesForNoLineOfTheSummary() {
        String channel = "Sea\u001b[2J\nreport       cost 0";
        shop.session("s1", "u1", "2026-01-02 10:00:00", channel, 5).session("s2", "u1", "2026-01-02 10:30:00", "Email")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 10);

        Application.Result result = application().with("ihc.channels.exclude", channel).once();

        assertThat(result.out()).contains("Sea\\u001b[2J\\nreport").doesNotContain("\u001b");
        assertThat(result.out().lines().filter(line -> line.startsWith("report"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1+1", "-2+3", "@SUM(1)"})
    void aSpreadsheetTakesNoCellForAFormulaUnlessToldTo(String channel) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", channel, 2).session("s2", "u1", "2026-01-01 10:00:00", "Search")
                .conversion(channel, "nobody", "2026-01-02 11:00:00", 5)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 10);

        assertThat(Application.in(folder).calling(server).with("ihc.models", "linear").once().status()).isZero();

        assertThat(report("channel_reporting.csv").get(2).get(0)).isEqualTo("'" + channel);
        assertThat(report("model_comparison.csv").stream().map(line -> line.get(0))).contains("'" + channel);
        assertThat(report(
                application().reportFiles().stream().filter(file -> file.endsWith("data_quality.csv")).findFirst()
                        .orElseThrow())
                .get(1).get(2)).isEqualTo("'" + channel);
        assertThat(shop.rows("select distinct channel_name from channel_reporting order by 1")).contains(channel);
        assertThat(application().once("--steps", "report").status()).isZero();
        assertThat(report("channel_reporting.csv").get(2).get(0)).isEqualTo(channel);
    }

    @Test
    void figuresBelowZeroStayFigures() {
        shop.session("s1", "u1", "2026-01-01 10:00:00", "Search").session("s2", "u1", "2026-01-02 10:00:00", "Email")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 10);

        assertThat(Application.in(folder).calling(server).with("ihc.models", "first-touch").once().status()).isZero();

        assertThat(report("model_comparison.csv").get(1).toList()).contains("-0.5").doesNotContain("'-0.5");
    }

    private Application application() {
        return Application.in(folder).calling(server).with("ihc.report.spreadsheet-safe", "false");
    }

    private List<CSVRecord> report(String name) {
        try {
            return CSVFormat.DEFAULT.parse(new StringReader(application().report(name))).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
