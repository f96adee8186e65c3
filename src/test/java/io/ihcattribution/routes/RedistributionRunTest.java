package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.boot.Daemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The redistribution parameter from the settings, a trigger or the command line to the API's request. */
@WholeApplication
class RedistributionRunTest {

    private static final String RULES = """
            {"initializer":{"direction":"any_session","receive_threshold":0.0,"redistribution_channel_labels":[]},\
            "holder":{"direction":"earlier_sessions_only","receive_threshold":0.25,\
            "redistribution_channel_labels":["Direct Traffic","Newsletter"]},\
            "closer":{"direction":"any_session","receive_threshold":0.0,"redistribution_channel_labels":[]}}""";

    @TempDir
    Path folder;

    private Shop shop;
    private Path triggers;

    @BeforeEach
    void makeShop() throws Exception {
        shop = Shop.empty(folder).singles(2, "2026-01-05")
                .session("d", "nobody", "2026-01-01 10:00:00", "Direct Traffic")
                .session("n", "nobody", "2026-01-01 11:00:00", "Newsletter");
        triggers = Files.createDirectories(folder.resolve("triggers"));
    }

    @Test
    void isSentAsTheSettingsHaveIt() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            withRules(Application.in(folder).calling(server)).once();

            assertThat(sent(server, 0).toString()).isEqualTo(RULES);
        }
    }

    @Test
    void isLeftOutWhereNoChannelIsNamed() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.in(folder).calling(server).with("ihc.redistribution.holder.receive-threshold", "0.5").once();

            assertThat(sent(server, 0)).isNull();
        }
    }

    @Test
    void theCommandLineGoesBeforeTheSettingsAndOnlyAChangeIsBoughtAgain() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            application.once();
            application.once("--redistribution", """
                    {"holder": {"receive_threshold": 0.25, "direction": "earlier_sessions_only",
                     "redistribution_channel_labels": ["Newsletter", "Direct Traffic"]}}""");
            withRules(application).once();
            assertThat(server.requests()).as("the same rules, written in another way").hasSize(2);
            assertThat(sent(server, 1).toString()).isEqualTo(RULES);

            application.once("--redistribution", "none");
            assertThat(server.requests()).hasSize(3);
            assertThat(sent(server, 2)).isNull();
            assertThat(shop.rows("select redistribution from ihc_run order by started_at"))
                    .containsExactly("", RULES, RULES, "");
        }
    }

    @Test
    void aTriggerOfEachFormatSaysIt() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).daemon()) {
            drop("a.json", """
                    {"mode": "full", "redistribution": {"holder": {"direction": "earlier_sessions_only",
                     "receive_threshold": 0.25,
                     "redistribution_channel_labels": ["Direct Traffic", "Newsletter"]}}}""");
            drop("b.yaml", """
                    mode: full
                    redistribution:
                      holder:
                        direction: earlier_sessions_only
                        receive_threshold: 0.25
                        redistribution_channel_labels: [Direct Traffic, Newsletter]
                    """);
            drop("c.properties", """
                    mode = full
                    redistribution.holder.direction = earlier_sessions_only
                    redistribution.holder.receive_threshold = 0.25
                    redistribution.holder.redistribution_channel_labels = Direct Traffic, Newsletter
                    """);

            assertThat(List.of(sent(server, 0), sent(server, 1), sent(server, 2)))
                    .allSatisfy(parameter -> assertThat(parameter.toString()).isEqualTo(RULES));
            assertThat(Application.read(triggers.resolve(".done/a.json.result.json"))).contains("\"redistribution\"");
        }
    }

    @Test
    void aTriggerThatCannotBeUsedSaysWhichPhaseAndKey() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).daemon()) {
            drop("a.yaml", "redistribution: {closer: {direction: sideways, receive_threshold: 0, "
                    + "redistribution_channel_labels: [Email]}}");
            drop("b.properties", """
                    redistribution.closer.direction = any_session
                    redistribution.closer.receive_threshold = much
                    redistribution.closer.redistribution_channel_labels = Email
                    """);
            drop("c.json", "{\"redistribution\": \"Email\"}");

            assertThat(error("a.yaml")).contains("redistribution.closer: direction").contains("earlier_sessions_only");
            assertThat(error("b.properties")).contains("redistribution.closer.receive_threshold").contains("much");
            assertThat(error("c.json")).contains("redistribution").contains("JSON object");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aChannelThatNoSessionHasIsRefusedBeforeAnythingIsBought() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).daemon()) {
            drop("first.json", "{}");
            assertThat(server.requests()).hasSize(1);
            List<String> before = shop.rows("select * from attribution_customer_journey order by 1, 2");

            drop("a.json", """
                    {"redistribution": {"holder": {"direction": "any_session", "receive_threshold": 0,
                     "redistribution_channel_labels": ["Direct Traffic", "Newslettre"]}}}""");
            assertThat(error("a.json")).contains("the redistribution names the channel \"Newslettre\"",
                    "such as \"Newsletter\", ", "Nothing was bought");
            for (String mode : List.of("incremental", "dry-run", "full")) {
                Application.Result result = Application.in(folder).calling(server)
                        .with("ihc.redistribution.closer.channels", "search").once("--mode", mode);
                assertThat(result.status()).as(mode).isEqualTo(1);
                assertThat(result.err()).contains("\"search\", which no session has", "such as \"Search\", ");
            }

            assertThat(server.requests()).hasSize(1);
            assertThat(shop.rows("select * from attribution_customer_journey order by 1, 2")).isEqualTo(before);
        }
    }

    @Test
    void aChannelWithoutSessionsInTheWindowOrTheSourceIsKnown() throws Exception {
        Files.writeString(folder.resolve("channels.csv"), "label,channel\nbrand,Brand\nSearch,Search\n");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server)
                    .with("ihc.channels.file", folder.resolve("channels.csv").toString())
                    .with("ihc.redistribution.holder.channels", "Newsletter, Brand");
            assertThat(application.once("--start-date", "2026-01-05").status()).isZero();
            shop.execute("insert into session_costs values ('n', 3)");
            assertThat(application.once().status()).isZero();
            shop.execute("delete from session_sources where session_id = 'n'");

            assertThat(application.once("--mode", "full").status()).as("the last report has it").isZero();
        }
    }

    @Test
    void aRunThatIsTakenUpAgainSendsTheSame() throws Exception {
        try (IhcServer server = IhcServer.answering((number, request) -> IhcServer.Reply.text(500, "{}"))) {
            Application stopped = withRules(Application.in(folder).calling(server)).with("ihc.api.give-up-after", "1s");
            assertThat(stopped.once().status()).isEqualTo(1);
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            server.behave((number, request) -> IhcServer.Reply.json(200, IhcServer.equalShares(request)));

            try (Daemon daemon = Application.in(folder).calling(server).daemon()) {
                Await.until(() -> shop.cell("select state from ihc_run").equals("completed"));
            }

            assertThat(sent(server, server.requests().size() - 1).toString()).isEqualTo(RULES);
            assertThat(shop.cell("select count(*) from ihc_run")).isEqualTo("1");
        }
    }

    @Test
    void theEmbeddedServiceRedistributes() {
        shop.session("first", "u0001", "2026-01-01 11:00:00", "Email");

        Application.in(folder).with("ihc.redistribution.closer.channels", "Search").once();

        assertThat(shop.rows("select session_id, closer from attribution_customer_journey "
                + "where conv_id = 'c0001' order by 1"))
                .containsExactly("first|1.0", "s0001|0.0");
    }

    private static Application withRules(Application application) {
        return application.with("ihc.redistribution.holder.channels", "Direct Traffic, Newsletter")
                .with("ihc.redistribution.holder.direction", "earlier_sessions_only")
                .with("ihc.redistribution.holder.receive-threshold", "0.25")
                .with("ihc.redistribution.closer.direction", "later_sessions_only");
    }

    private static JsonNode sent(IhcServer server, int request) {
        return server.requests().get(request).body().get("redistribution_parameter");
    }

    private void drop(String name, String text) throws Exception {
        Files.writeString(triggers.resolve(name), text);
        Await.until(() -> Files.exists(triggers.resolve(".done").resolve(name + ".result.json"))
                || Files.exists(triggers.resolve(".failed").resolve(name + ".error.txt")));
    }

    private String error(String name) {
        return Application.read(triggers.resolve(".failed").resolve(name + ".error.txt"));
    }
}
