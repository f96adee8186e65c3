package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import io.ihcattribution.ledger.RecordParameters;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.ledger.LedgerDatabase;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.runtime.BatchAggregation;
import io.ihcattribution.runtime.RequestLimits;
import io.ihcattribution.runtime.BatchNumbers;
import io.ihcattribution.runtime.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage that makes batches, with the queue that they wait in replaced; all else is real. */
class BatchesRouteTest extends CamelMainTestSupport {

    /** A run that nothing stops. */
    public static final class GoingOn {
        public boolean isGoingOn(Run run) {
            return true;
        }

        public void stop(Run run, Throwable fault) {
            throw new AssertionError("the run was stopped", fault);
        }
    }

    private static final LocalDateTime TEN = LocalDateTime.parse("2026-01-01T10:00:00");

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private Run run;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:routes/batches.camel.yaml");
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.put("ihc.batches.endpoint", "mock:batches");
        properties.put("ihc.runtime.queue-poll-millis", "10");
        return properties;
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        Clock clock = Clock.systemUTC();
        database = LedgerDatabase.open(Shop.empty(folder).url(), Duration.ofSeconds(5));
        RunLedger ledger = new RunLedger(database.writing(), database.reading(), clock);
        run = ledger.begin(RunRequest.of(Source.COMMAND_LINE, null, Map.of()), "default", "", "api");
        created.getRegistry().bind("batchAggregation", new BatchAggregation(new RequestLimits(new BatchLimits(3, 10))));
        created.getRegistry().bind("batchNumbers", new BatchNumbers(ledger));
        created.getRegistry().bind("progress", new Progress(clock));
        created.getRegistry().bind("runs", new GoingOn());
        created.getRegistry().bind("callerThread", new SynchronousExecutorService());
        created.getRegistry().bind("recordParameters", new RecordParameters());
        created.getRegistry().bind("writing", database.writing());
        return created;
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void closesABatchBeforeTheJourneyThatWouldExceedALimitAndTheLastOneAtTheEnd() {
        MockEndpoint batches = getMockEndpoint("mock:batches");

        for (int sessions : new int[] {1, 1, 1, 4, 6, 1, 9}) {
            send("direct:batches-collect", journey(sessions));
        }
        Await.until(() -> batches.getReceivedCounter() == 2);
        assertThat(sizes(batches)).as("three journeys; ten sessions; 1 and 9 are still open")
                .containsExactly(List.of(1, 1, 1), List.of(4, 6));
        send("direct:batches-close", "");

        assertThat(sizes(batches)).containsExactly(List.of(1, 1, 1), List.of(4, 6), List.of(1, 9));
        assertThat(batches(batches)).extracting(Batch::number).containsExactly(1, 2, 3);
    }

    @Test
    void aBatchHasItsRowInTheLedgerBeforeItGoesOnItsWay() {
        Shop shop = Shop.at(folder.resolve("shop.db"));
        MockEndpoint batches = getMockEndpoint("mock:batches");
        List<String> rowsWhenSent = new ArrayList<>();
        batches.whenAnyExchangeReceived(exchange -> rowsWhenSent.addAll(
                shop.rows("select batch_no, state, journeys, sessions from ihc_batch")));

        send("direct:batches-collect", journey(2));
        send("direct:batches-close", "");

        assertThat(rowsWhenSent).containsExactly("1|open|1|2");
    }

    @Test
    void closingWhereNothingWasGatheredSendsNothing() {
        send("direct:batches-close", "");

        assertThat(getMockEndpoint("mock:batches").getReceivedExchanges()).isEmpty();
    }

    private void send(String endpoint, Object body) {
        template().send(endpoint, exchange -> {
            exchange.setVariable("run", run);
            exchange.setVariable("runId", run.id());
            exchange.getMessage().setBody(body);
        });
    }

    private static List<Batch> batches(MockEndpoint endpoint) {
        return endpoint.getReceivedExchanges().stream().map(exchange -> exchange.getMessage().getBody(Batch.class))
                .toList();
    }

    private static List<List<Integer>> sizes(MockEndpoint endpoint) {
        return batches(endpoint).stream()
                .map(batch -> batch.journeys().stream().map(sent -> sent.journey().size()).toList()).toList();
    }

    private static JourneyToSend journey(int sessions) {
        return new JourneyToSend(new Journey(new Conversion("c" + sessions, "u", TEN, 10), IntStream.range(0, sessions)
                .mapToObj(i -> new Session("s" + i, TEN, "Search", true, true, false)).toList()), "fingerprint", "default");
    }
}
