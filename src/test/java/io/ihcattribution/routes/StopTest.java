package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, told to end (SIGTERM) in the middle of a run. */
@WholeApplication
class StopTest {

    private static final int IN_FLIGHT = 2;

    @TempDir
    Path folder;

    private final CountDownLatch answers = new CountDownLatch(1);
    private Shop shop;
    private IhcServer server;
    private Product product;
    private Process process;

    /** Six batches of two; the first is answered, the next two are held. */
    @BeforeEach
    void open() throws Exception {
        shop = Shop.empty(folder).singles(12, "2026-01-01");
        Application.in(folder).makeTables();
        server = IhcServer.answering((number, request) -> {
            if (number > 1) {
                try {
                    answers.await(120, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Reply.json(200, IhcServer.equalShares(request));
        });
        product = Product.in(folder, server.url()).with("ihc.api.concurrency", "" + IN_FLIGHT)
                .with("ihc.batch.max-journeys", "2")
                .with("ihc.api.response-timeout", "5m");
        Files.createDirectories(folder.resolve("triggers"));
    }

    @AfterEach
    void close() {
        answers.countDown();
        if (process != null) {
            Product.kill(process);
        }
        server.close();
    }

    @Test
    void aCommandFinishesWhatIsInFlightAndTheNextOneDoesTheRest() {
        process = product.start("--once");
        stopWithRequestsInFlight();
        answers.countDown();
        Await.until("it ends", () -> !process.isAlive());

        assertThat(process.exitValue()).isNotZero();
        assertInFlightStoredAndRestHandedBack();

        process = product.start("--once");
        Await.until("it ends", () -> !process.isAlive());
        assertThat(process.exitValue()).as(log()).isZero();
        assertCompletedAndNothingBoughtTwice();
    }

    @Test
    void aDaemonFinishesWhatIsInFlightAndItsNextStartDoesTheRest() throws Exception {
        Files.writeString(folder.resolve("triggers/nightly.json"), "{\"mode\": \"full\"}");
        process = product.start();
        stopWithRequestsInFlight();
        answers.countDown();
        Await.until("it ends", () -> !process.isAlive());

        assertInFlightStoredAndRestHandedBack();
        assertThat(folder.resolve("triggers/.interrupted/nightly.json")).exists();

        process = product.start();
        Await.until("the trigger is done", () -> Files.exists(folder.resolve("triggers/.done/nightly.json")));
        process.destroy();
        Await.until("it ends", () -> !process.isAlive());
        assertThat(log().lines().toList()).last().asString().as("nothing is under way")
                .matches(".*INFO  the daemon stops; no run is under way");
        assertThat(folder.resolve("triggers/.interrupted/nightly.json")).doesNotExist();
        assertCompletedAndNothingBoughtTwice();
    }

    /** Within {@code camel.main.shutdown-timeout}: the API never answers what is in flight while the process lives. */
    @Test
    void aStopDoesNotWaitForAnApiThatDoesNotAnswer() throws Exception {
        Files.writeString(folder.resolve("triggers/nightly.json"), "{\"mode\": \"full\"}");
        product.with("camel.main.shutdown-timeout", "2");
        process = product.start();
        stopWithRequestsInFlight();
        Await.until("it ends", () -> !process.isAlive());

        assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("2");
        int calls = server.requests().size();
        answers.countDown();
        process = product.start();
        Await.until("the trigger is done", () -> Files.exists(folder.resolve("triggers/.done/nightly.json")));
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("12");
        assertThat(shop.rows("select state from ihc_run")).containsExactly("completed");
        // What was in flight, and nothing else, is asked for again.
        assertThat(calls).isEqualTo(1 + IN_FLIGHT);
        assertThat(asked()).hasSize(12 + IN_FLIGHT * 2);
    }

    @Test
    void aStopInAnOutageIsNoFaultAndTheRunGoesOn() throws Exception {
        server.behave((number, request) -> Reply.text(503, "down"));
        requireStoppedWithoutAFault("the run waits for the API");

        assertThat(shop.rows("select state from ihc_run")).containsExactly("interrupted");
        server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
        process = product.start();
        Await.until("both triggers are done", () -> Files.exists(folder.resolve("triggers/.done/nightly.json"))
                && Files.exists(folder.resolve("triggers/.done/other.json")));
        assertThat(shop.rows("select distinct state from ihc_run")).containsExactly("completed");
    }

    @Test
    void aStopInTheWaitForAnotherProcessIsNoFault() throws Exception {
        shop.execute("insert into ihc_lease values ('run', 'elsewhere pid:[1]/17@4711', ?)", Instant.now().toString());
        requireStoppedWithoutAFault("another process works on this ledger");

        assertThat(shop.rows("select * from ihc_run")).isEmpty();
    }

    private void requireStoppedWithoutAFault(String waits) throws Exception {
        Files.writeString(folder.resolve("triggers/nightly.json"), "");
        Files.writeString(folder.resolve("triggers/other.json"), "");
        process = product.start();
        Await.until("it waits", () -> log().contains(waits));
        process.destroy();
        Await.until("it ends", () -> !process.isAlive());

        assertThat(log()).doesNotContain("ERROR", "\tat ", "Exception");
        assertThat(folder.resolve("triggers/.failed")).doesNotExist();
        assertThat(shop.cell("select count(*) from ihc_run")).as("none begins in a process that ends").isIn("0", "1");
    }

    private void stopWithRequestsInFlight() {
        Await.until("the first answer is stored and two requests are in flight",
                () -> server.requests().size() == 1 + IN_FLIGHT
                        && shop.cell("select count(*) from ihc_journey where state = 'attributed'").equals("2"));
        process.destroy();
        // An answer that came before it is told would be followed by another call.
        Await.until("it is told to end", () -> log().contains("the process was told to end"));
    }

    private void assertInFlightStoredAndRestHandedBack() {
        assertThat(server.requests()).as("no further call was made").hasSize(1 + IN_FLIGHT);
        assertThat(shop.rows("select state, attempts, count(*) from ihc_batch group by state, attempts"))
                .containsExactly("answered|1|3", "open|0|3");
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("6");
        assertThat(shop.rows("select state from ihc_run")).containsExactly("interrupted");
        assertThat(shop.rows("select * from ihc_lease")).isEmpty();
        assertThat(log()).doesNotContain("Failed delivery");
    }

    private void assertCompletedAndNothingBoughtTwice() {
        assertThat(asked()).hasSize(12).doesNotHaveDuplicates();
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("12");
        assertThat(shop.rows("select state from ihc_run")).containsExactly("completed");
        assertThat(folder.resolve("reports/channel_reporting.csv")).exists();
    }

    /** Every journey that a call asked for, each as often as it was. */
    private List<String> asked() {
        List<String> asked = new ArrayList<>();
        server.requests().forEach(request -> asked.addAll(request.journeys().keySet()));
        return asked;
    }

    private String log() {
        return Application.read(folder.resolve("product.log"));
    }
}
