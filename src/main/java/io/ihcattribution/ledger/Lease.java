package io.ihcattribution.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps two processes from running on one database at once. A lease is renewed while a run goes on; it is taken over
 * when it was not renewed for long, or at once when its holder was a process of this machine that is no more.
 */
public final class Lease {

    private final JdbcClient writing;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration lifetime;
    private final String holder;

    /** @param lifetime a lease that was not renewed for this long is dead */
    public Lease(DataSource writing, Clock clock, Duration lifetime) {
        this.writing = JdbcClient.create(writing);
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
        this.clock = clock;
        this.lifetime = lifetime;
        this.holder = host() + "/" + describe(ProcessHandle.current());
    }

    /**
     * Takes the lease, or keeps it.
     *
     * @throws LeaseHeld when a live process holds it
     */
    public void take() {
        transaction.executeWithoutResult(status -> {
            Optional<Held> held = held();
            if (held.isPresent() && !held.get().holder.equals(holder) && isAlive(held.get())) {
                throw new LeaseHeld("another process works on this database: " + held.get().holder
                        + " (host/process), last seen " + held.get().renewedAt);
            }
            update("take_lease", true);
        });
    }

    /** Says that this process is alive, where it holds the lease. */
    public void renew() {
        update("renew_lease", true);
    }

    /** Gives the lease up, where this process holds it. */
    public void release() {
        update("release_lease", false);
    }

    private record Held(String holder, Instant renewedAt) {}

    private Optional<Held> held() {
        return writing.sql(SqlFile.read("select_lease"))
                .query((rows, number) -> new Held(rows.getString("holder"), Instant.parse(rows.getString("renewed_at"))))
                .optional();
    }

    private void update(String name, boolean timed) {
        JdbcClient.StatementSpec statement = writing.sql(SqlFile.read(name)).param("holder", holder);
        (timed ? statement.param("now", clock.instant().toString()) : statement).update();
    }

    private boolean isAlive(Held held) {
        String[] parts = held.holder.split("/", 2);
        if (parts.length == 2 && parts[0].equals(host())) {
            return ProcessHandle.allProcesses().anyMatch(process -> describe(process).equals(parts[1]));
        }
        return held.renewedAt.plus(lifetime).isAfter(clock.instant());
    }

    /** A process by number and start: numbers are given again. */
    private static String describe(ProcessHandle process) {
        return process.pid() + "@" + process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
