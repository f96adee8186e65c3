package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other models of the same conversions, from the setting to the table and the file. */
@WholeApplication
class ModelComparisonTest {

    private static final String ALL =
            "first-touch,last-touch,last-non-direct-touch,linear,time-decay,position-based,markov,shapley";

    @TempDir
    Path folder;

    @Test
    void comparesPerChannelOverTheSameConversions() {
        Shop shop = threeChannels();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server)
                    .with("ihc.models", "first-touch,last-touch,shapley");

            Application.Result result = application.once();

            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("reports/model_comparison.csv");
            // Linear-like IHC: c1 = Search, Email; c2 = Search, Search, Direct; c3 = Email.
            assertThat(application.report("model_comparison.csv")).isEqualTo("""
                    channel_name,ihc,first-touch,first-touch_minus_ihc,last-touch,last-touch_minus_ihc,shapley,\
                    shapley_minus_ihc,ihc_revenue,first-touch_revenue,first-touch_revenue_minus_ihc,last-touch_revenue,\
                    last-touch_revenue_minus_ihc,shapley_revenue,shapley_revenue_minus_ihc
                    Direct,0.333333,0,-0.333333,1,0.666667,0.5,0.166667,10,0,-10,30,20,30,20
                    Email,1.5,1,-0.5,2,0.5,1.5,0,100,50,-50,150,50,90,-10
                    Search,1.166667,2,0.833333,0,-1.166667,1,-0.166667,70,130,60,0,-70,60,-10
                    """);
            assertThat(shop.rows("select * from model_reporting where model = 'last-touch' order by 2, 3"))
                    .containsExactly(
                            "last-touch|Direct|2026-01-04|1.0|30.0", "last-touch|Email|2026-01-02|1.0|100.0",
                            "last-touch|Email|2026-01-05|1.0|50.0");
            // Shapley: Search has 1 conversion, on three linear days of 1/2, 1/3 and 1/3.
            assertThat(shop.rows("select date, round(conversions, 6), round(revenue, 6) from model_reporting "
                    + "where model = 'shapley' and channel_name = 'Search' order by 1")).containsExactly(
                            "2026-01-01|0.428571|25.714286", "2026-01-03|0.571429|34.285714");
        }
    }

    @Test
    void everyModelCreditsEveryConversionAndItsRevenueOnce() {
        Shop shop = sample();
        Application application = Application.in(folder).with("ihc.models", ALL);

        assertThat(application.once().status()).isZero();

        List<String> sums = shop.rows("select model, round(sum(conversions), 6), round(sum(revenue), 4) "
                + "from model_reporting group by 1");
        String expected = shop.cell("select count(*) || '.0|' || round(sum(c.revenue), 4) from conversions c "
                + "join ihc_journey j using (conv_id) where j.state = 'attributed'");
        assertThat(sums).hasSize(8).allSatisfy(sum -> assertThat(sum).endsWith("|" + expected));
        assertThat(columnSum(application.report("model_comparison.csv"), "ihc"))
                .isEqualTo(Math.round(Double.parseDouble(expected.split("\\|")[0])));
    }

    @Test
    void anIncrementalRunThatBuysNothingComparesTheSame() {
        sample();
        Application application = Application.in(folder).with("ihc.models", ALL);
        application.once();
        String bought = application.report("model_comparison.csv");

        Application.Result again = application.once();

        assertThat(again.out()).containsPattern("requests +0\\b");
        assertThat(application.report("model_comparison.csv")).isEqualTo(bought);
    }

    @Test
    void theTableHoldsTheLastRunsWindow() {
        Shop shop = threeChannels();
        Application application = Application.in(folder).with("ihc.models", "linear");
        application.once();
        assertThat(shop.cell("select round(sum(conversions), 6) from model_reporting")).isEqualTo("3.0");

        application.once("--start-date", "2026-01-04", "--end-date", "2026-01-04");

        assertThat(shop.cell("select round(sum(conversions), 6) from model_reporting")).isEqualTo("1.0");
        assertThat(shop.cell("select round(sum(revenue), 6) from model_reporting")).isEqualTo("30.0");
        assertThat(columnSum(application.report("model_comparison.csv"), "ihc")).isEqualTo(1);
    }

    @Test
    void aFailedJourneyIsOnNeitherSide() {
        Shop shop = threeChannels();
        Application application = Application.in(folder).with("ihc.models", "linear,markov")
                .with("ihc.embedded.faults", "script:wrong-sums");

        assertThat(application.once().status()).isEqualTo(3);

        assertThat(shop.rows("select model, round(sum(conversions), 6), round(sum(revenue), 6) "
                + "from model_reporting group by 1"))
                .containsExactly("linear|2.0|80.0", "markov|2.0|80.0");
        assertThat(columnSum(application.report("model_comparison.csv"), "ihc")).isEqualTo(2);
    }

    @Test
    void comparesNothingUnlessAskedTo() {
        Shop shop = threeChannels();
        Application application = Application.in(folder);

        application.once();

        assertThat(application.hasReport("model_comparison.csv")).isFalse();
        assertThat(shop.rows("select * from model_reporting")).isEmpty();
    }

    @Test
    void aDryRunLeavesTheFiguresAlone() {
        Shop shop = threeChannels();
        Application.in(folder).with("ihc.models", "linear").once();

        Application.in(folder).with("ihc.models", "first-touch").once("--mode", "dry-run");

        assertThat(shop.cell("select distinct model from model_reporting")).isEqualTo("linear");
    }

    @Test
    void aReportAloneComputesTheModelsOfWhatIsAttributed() {
        Shop shop = threeChannels();
        Application application = Application.in(folder).with("ihc.models", "linear");
        application.once("--steps", "attribute");
        assertThat(application.hasReport("model_comparison.csv")).isFalse();

        application.once("--steps", "report");
        assertThat(columnSum(application.report("model_comparison.csv"), "linear")).isEqualTo(3);

        // Another was attributed since, without the models.
        shop.session("s9", "u9", "2026-01-06 10:00:00", "Email").conversion("c9", "u9", "2026-01-06 12:00:00", 5);
        Application.in(folder).once();
        Application.Result alone = application.once("--steps", "report");
        assertThat(alone.out()).contains("model_comparison.csv");
        assertThat(columnSum(application.report("model_comparison.csv"), "linear")).isEqualTo(4);
        assertThat(columnSum(application.report("model_comparison.csv"), "ihc")).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoModel() {
        Shop.empty(folder);

        Application.Result unknown = Application.in(folder).with("ihc.models", "linear,frist-touch").once();
        Application.Result shares = Application.in(folder).with("ihc.models", "position-based")
                .with("ihc.models.position-first", "0.7").once();

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("ihc.models: \"frist-touch\"").contains("first-touch");
        assertThat(shares.status()).isEqualTo(2);
        assertThat(shares.err()).contains("ihc.models.position-first").contains("ihc.models.position-last");
    }

    private Shop threeChannels() {
        return Shop.empty(folder)
                // The order of time is not that of the ids.
                .session("s2", "u1", "2026-01-01 10:00:00", "Search")
                .session("s1", "u1", "2026-01-02 10:00:00", "Email")
                .conversion("c1", "u1", "2026-01-02 12:00:00", 100)
                .session("s3", "u2", "2026-01-03 10:00:00", "Search")
                .session("s4", "u2", "2026-01-03 11:00:00", "Search")
                .session("s5", "u2", "2026-01-04 10:00:00", "Direct")
                .conversion("c2", "u2", "2026-01-04 12:00:00", 30)
                .session("s6", "u3", "2026-01-05 10:00:00", "Email")
                .conversion("c3", "u3", "2026-01-05 12:00:00", 50);
    }

    private Shop sample() {
        Application.command("--make-sample", folder.resolve("shop.db").toString());
        return Shop.at(folder.resolve("shop.db"));
    }

    /** The sum of a column, rounded to a whole number. */
    private static long columnSum(String csv, String column) {
        List<String[]> lines = csv.lines().map(line -> line.split(",", -1)).toList();
        Map<String, Integer> places = new TreeMap<>();
        for (int i = 0; i < lines.get(0).length; i++) {
            places.put(lines.get(0)[i], i);
        }
        double sum = lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line[places.get(column)])).sum();
        assertThat(Arrays.asList(sum)).allSatisfy(s -> assertThat(Math.abs(s - Math.round(s))).isLessThan(1e-3));
        return Math.round(sum);
    }
}
