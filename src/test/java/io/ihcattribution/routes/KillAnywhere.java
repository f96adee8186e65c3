package io.ihcattribution.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Kills the product at every persisted step and at random instants, starts it again until it is done, and tells what is
 * left in the database and in the report, and which calls were made.
 */
final class KillAnywhere implements AutoCloseable {

    static final int CONCURRENCY = 2;
    static final String TRIGGER = "nightly.json";

    private static final int JOURNEYS = 60;
    private static final int JOURNEYS_A_BATCH = 3;
    private static final long LATENCY_NANOS = 15_000_000;

    /** What is there in the end, as text to compare: tables and the report's bytes. */
    record Outcome(Map<String, List<String>> tables, String report) {}

    private final Path folder;
    private final Shop shop;
    private final IhcServer server;
    private final Product product;
    private final Random random;
    private long undisturbedNanos = 3_000_000_000L;
    private int kills;

    KillAnywhere(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        this.shop = Shop.empty(folder);
        shop.fill(JOURNEYS);
        this.server = IhcServer.answering((number, request) -> {
            LockSupport.parkNanos(LATENCY_NANOS);
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        });
        this.product = Product.in(folder, server.url()).with("ihc.api.concurrency", "" + CONCURRENCY)
                .with("ihc.batch.max-journeys", "" + JOURNEYS_A_BATCH);
    }

    /** The steps that a run persists, in their order; each an instant to kill at, as soon as it can be seen. */
    private Map<String, Supplier<BooleanSupplier>> steps(boolean daemon) {
        Map<String, Supplier<BooleanSupplier>> steps = new LinkedHashMap<>();
        if (daemon) {
            steps.put("the trigger is claimed",
                    () -> () -> Files.exists(folder.resolve("triggers/.running").resolve(TRIGGER)));
        }
        steps.put("a request arrives", () -> more(() -> server.requests().size(), 1));
        steps.put("a batch is answered", () -> more(() -> count("ihc_batch where state = 'answered'"), 1));
        steps.put("several batches are answered", () -> more(() -> count("ihc_batch where state = 'answered'"), 5));
        steps.put("the schema is being made", () -> more(() -> count("pragma_table_list where name like 'ihc%'"), 1));
        steps.put("a run is begun", () -> more(() -> count("ihc_run where state = 'running'"), 1));
        steps.put("a batch is sent", () -> more(() -> count("ihc_batch where attempts > 0"), 1));
        steps.put("all is bought", () -> () -> count("ihc_journey where state = 'attributed'") == JOURNEYS);
        steps.put("the report is filled", () -> () -> count("channel_reporting") > 0);
        steps.put("the report is written", () -> () -> Files.exists(folder.resolve("reports/channel_reporting.csv")));
        steps.put("the run is completed", () -> () -> count("ihc_run where state = 'completed'") > 0);
        return steps;
    }

    /**
     * Kills up to that many times, until it is done; then lets it end.
     *
     * @param chosen the steps to kill at, before random instants; empty for all, the random instants mixed in
     */
    Outcome killed(int times, boolean daemon, List<String> chosen) {
        List<Supplier<BooleanSupplier>> plan = new ArrayList<>();
        steps(daemon).forEach((name, step) -> {
            if (chosen.isEmpty() || chosen.contains(name)) {
                plan.add(step);
            }
        });
        if (chosen.isEmpty()) {
            Collections.shuffle(plan, random);
        }
        while (plan.size() < times) {
            plan.add(chosen.isEmpty() ? random.nextInt(plan.size() + 1) : plan.size(), atRandom());
        }
        for (Supplier<BooleanSupplier> step : plan.subList(0, times)) {
            if (isDone(daemon)) {
                break;
            }
            Process process = start(daemon);
            BooleanSupplier instant = step.get();
            while (process.isAlive() && !instant.getAsBoolean() && !isDone(daemon)) {
                LockSupport.parkNanos(500_000);
            }
            if (process.isAlive()) {
                kills++;
            }
            Product.kill(process);
        }
        return undisturbed(daemon);
    }

    /** Half of the instants lie anywhere between start and end, half between two requests, where most is at stake. */
    private Supplier<BooleanSupplier> atRandom() {
        if (random.nextBoolean()) {
            int requests = 1 + random.nextInt(6);
            long after = random.nextInt(30_000_000);
            return () -> {
                BooleanSupplier arrived = more(() -> server.requests().size(), requests);
                return () -> {
                    if (arrived.getAsBoolean()) {
                        LockSupport.parkNanos(after);
                        return true;
                    }
                    return false;
                };
            };
        }
        long nanos = (long) (random.nextDouble() * undisturbedNanos);
        return () -> {
            long at = System.nanoTime() + nanos;
            return () -> System.nanoTime() >= at;
        };
    }

    /** Lets it run to its end. */
    Outcome undisturbed(boolean daemon) {
        long began = System.nanoTime();
        // A command is repeated until it ends by itself: what its row says is not known to who repeats it.
        if (!daemon || !isDone(true)) {
            Process process = start(daemon);
            try {
                Await.until(() -> daemon && isDone(true) || !process.isAlive());
                undisturbedNanos = System.nanoTime() - began;
                if (daemon) {
                    process.destroy();
                }
                Await.until(() -> !process.isAlive());
                if (!daemon && process.exitValue() != 0) {
                    throw new AssertionError("exit status " + process.exitValue() + ", " + folder.resolve("product.log")
                            + ":\n" + Application.read(folder.resolve("product.log")));
                }
            } finally {
                process.destroyForcibly();
            }
        }
        return outcome();
    }

    int kills() {
        return kills;
    }

    long duration() {
        return undisturbedNanos;
    }

    void expectDuration(long nanos) {
        undisturbedNanos = nanos;
    }

    Shop shop() {
        return shop;
    }

    /** Every call so far. */
    int calls() {
        return server.requests().size();
    }

    /** The calls that asked for a journey which an earlier call had asked for. */
    int repeatedCalls() {
        Set<String> asked = new HashSet<>();
        int repeated = 0;
        for (IhcServer.Request request : server.requests()) {
            Set<String> journeys = request.journeys().keySet();
            if (journeys.stream().anyMatch(asked::contains)) {
                repeated++;
            }
            asked.addAll(journeys);
        }
        return repeated;
    }

    /** The files that a folder holds, folders and what is hidden left out. */
    List<String> files(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private Process start(boolean daemon) {
        if (!daemon) {
            return product.start("--once");
        }
        try {
            Path trigger = folder.resolve("triggers").resolve(TRIGGER);
            if (!Files.exists(trigger.getParent())) {
                Files.createDirectories(trigger.getParent());
                // All is bought again where the run is not known to be the same.
                Files.writeString(trigger, "{\"mode\": \"full\"}");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return product.start();
    }

    private boolean isDone(boolean daemon) {
        return daemon
                ? Files.exists(folder.resolve("triggers/.done").resolve(TRIGGER))
                : count("ihc_run where state = 'completed'") > 0
                        && Files.exists(folder.resolve("reports/channel_reporting.csv"));
    }

    private static BooleanSupplier more(Supplier<Integer> number, int by) {
        int before = number.get();
        return () -> number.get() >= before + by;
    }

    /** The number of rows; 0 where the table is not there yet, or cannot be read just now. */
    private int count(String from) {
        try {
            return Integer.parseInt(shop.cell("select count(*) from " + from));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    private Outcome outcome() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("attribution_customer_journey",
                shop.rows("select conv_id, session_id, ihc, initializer, holder, closer "
                        + "from attribution_customer_journey order by conv_id, session_id"));
        tables.put("ihc_journey",
                shop.rows("select conv_id, state, fingerprint, reason, sessions from ihc_journey order by conv_id"));
        tables.put("channel_reporting",
                shop.rows("select channel_name, date, cost, ihc, ihc_revenue from channel_reporting "
                        + "order by channel_name, date"));
        return new Outcome(tables, Application.read(folder.resolve("reports/channel_reporting.csv")));
    }
}
