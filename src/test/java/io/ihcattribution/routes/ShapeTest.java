package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What a run's work grows with: the shape on which its speed rests, counted in exchanges and statements, not in
 * seconds.
 */
@WholeApplication
class ShapeTest {

    private static final int CONVERSIONS = 40;
    private static final int BATCHES = 4;

    /** Counts what routes send to, by endpoint; a bean that the settings name, which Camel gives its context. */
    public static final class Sends extends EventNotifierSupport implements CamelContextAware {
        private static final ConcurrentMap<String, Integer> COUNTS = new ConcurrentHashMap<>();
        private CamelContext context;

        @Override
        public void setCamelContext(CamelContext camelContext) {
            // Adding it comes here again.
            if (context == null) {
                context = camelContext;
                context.getManagementStrategy().addEventNotifier(this);
            }
        }

        @Override
        public CamelContext getCamelContext() {
            return context;
        }

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeSendingEvent sending) {
                COUNTS.merge(sending.getEndpoint().getEndpointUri().replaceFirst("\\?.*", "").replace("//", ""), 1,
                        Integer::sum);
            }
        }
    }

    /** Counts the statements that are executed, by their first line, which says their grain. */
    private static final class Statements extends AppenderBase<ILoggingEvent> {
        private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

        @Override
        protected void append(ILoggingEvent event) {
            // The lease is renewed as time goes by.
            if (event.getFormattedMessage().matches("(?s)Executing .*\\[.*\\]")
                    && !event.getFormattedMessage().contains("ihc_lease")) {
                counts.merge(event.getFormattedMessage().replaceFirst("(?s)^[^\\[]*\\[(.*?)\\R.*", "$1"), 1,
                        Integer::sum);
            }
        }

        int of(String part) {
            return counts.entrySet().stream().filter(entry -> entry.getKey().contains(part))
                    .mapToInt(Map.Entry::getValue).sum();
        }
    }

    private final Logger jdbc = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core");
    private final Statements statements = new Statements();

    @TempDir
    Path folder;

    @BeforeEach
    void count() {
        Sends.COUNTS.clear();
        statements.setContext(jdbc.getLoggerContext());
        statements.start();
        jdbc.setLevel(Level.DEBUG);
        jdbc.setAdditive(false);
        jdbc.addAppender(statements);
    }

    @AfterEach
    void countNoMore() {
        jdbc.detachAppender(statements);
        jdbc.setAdditive(true);
        jdbc.setLevel(null);
    }

    @Test
    void statementsDoNotGrowWithTheSessionsOfJourneys() {
        run("short", 1);
        Map<String, Integer> shortJourneys = new TreeMap<>(statements.counts);
        run("long", 20);

        assertThat(new TreeMap<>(statements.counts)).as("ten times the sessions, in as many batches")
                .isEqualTo(shortJourneys);
    }

    @Test
    void aBatchCostsAHandfulOfStatements() {
        Map<String, Integer> sends = run("shop", 3);

        assertThat(sends.get("direct:attribute-batch")).isEqualTo(BATCHES);
        assertThat(statements.of("the one permission to call")).isPositive();
        assertThat(statements.counts.values().stream().filter(count -> count >= BATCHES).mapToInt(count -> count).sum())
                .as("statements for %d batches", BATCHES).isLessThan(16 * BATCHES);
    }

    @Test
    void aJourneyCostsOneHopAndNoStatement() {
        Map<String, Integer> sends = run("shop", 3);

        assertThat(sends.entrySet().stream().filter(entry -> entry.getValue() >= CONVERSIONS).map(Map.Entry::getKey))
                .as("what every journey is sent to").containsExactly("direct:plan-gather");
        assertThat(statements.counts).as("statements")
                .allSatisfy((statement, count) -> assertThat(count).as(statement).isLessThan(CONVERSIONS / 2));
    }

    @Test
    void aJourneyThatIsAttributedCostsNoExchange() {
        run("shop", 3);
        Sends.COUNTS.clear();

        Map<String, Integer> again = once("shop");

        assertThat(again).containsKey("seda:plan-page").containsEntry("direct:plan-gather", 2)
                .doesNotContainKey("direct:attribute-batch");
        assertThat(again.values()).as("nothing is done per conversion").allMatch(count -> count < CONVERSIONS / 2);
    }

    @Test
    void whatIsSetAsideCostsNoTransactionEach() {
        Shop shop = Shop.empty(folder);
        for (int c = 0; c < 1100; c++) {
            shop.conversion("c" + c, "nobody" + c, "2026-01-03 10:00:00", 10);
        }
        shop.session("s", "u", "2026-01-02 10:00:00", "Search").conversion("last", "u", "2026-01-03 10:00:00", 10);

        Application.Result result =
                Application.in(folder).with("camel.beans.sends", "#class:" + Sends.class.getName()).once();

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(shop.cell("select count(*) from ihc_journey where state = 'unattributable'")).isEqualTo("1100");
        assertThat(statements.of("per conversion that a plan does not buy")).as("writes of journeys").isBetween(2, 10);
    }

    @Test
    @Timeout(240)
    void aRunOfManyBatchesGoesNoDeeperThanOneOfFew() {
        Shop shop = Shop.empty(folder).singles(900, "2026-01-02");

        Application.Result result = Application.in(folder).with("ihc.batch.max-journeys", "1").once();

        assertThat(result.status()).as("a stack that grows with the batches overflows at about 400: " + result.err())
                .isZero();
        assertThat(shop.cell("select count(*) from ihc_batch where state = 'answered'")).isEqualTo("900");
    }

    private Map<String, Integer> run(String name, int sessions) {
        Sends.COUNTS.clear();
        statements.counts.clear();
        Path own = folder.resolve(name);
        own.toFile().mkdirs();
        Shop shop = Shop.empty(own);
        for (int c = 10; c < 10 + CONVERSIONS; c++) {
            for (int s = 10; s < 10 + sessions; s++) {
                shop.session("s" + c + s, "u" + c, "2026-01-02 10:" + s + ":00", "Search");
            }
            shop.conversion("c" + c, "u" + c, "2026-01-03 10:00:00", 10);
        }
        return once(name);
    }

    private Map<String, Integer> once(String name) {
        Application.Result result = Application.in(folder.resolve(name)).with("ihc.batch.max-journeys", "10")
                .with("camel.beans.sends", "#class:" + Sends.class.getName()).once();
        assertThat(result.status()).as(result.err()).isZero();
        return new TreeMap<>(Sends.COUNTS);
    }
}
