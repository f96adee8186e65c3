package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private volatile boolean taken;

    /** @param lifetime a lease that was not renewed for this long is dead */
    public Lease(DataSource writing, Clock clock, Duration lifetime) {
        this.writing = JdbcClient.create(writing);
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
        this.clock = clock;
        this.lifetime = lifetime;
        this.holder = host() + "/" + ProcessHandle.current().pid() + "@" + startOf(ProcessHandle.current().pid());
    }

    /** The name of this process, which is no other's, on whatever machine. */
    public String holder() {
        return holder;
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
                String[] parts = held.get().holder.split("[ /@]");
                throw new LeaseHeld(
                        "another process works on this ledger: process " + parts[parts.length - 2] + " on "
                                + parts[0] + ", last seen " + held.get().renewedAt
                                + "; wait until its run has ended, or stop it");
            }
            update("take_lease", true);
        });
        taken = true;
    }

    /**
     * Says that this process is alive, where it holds the lease.
     *
     * @return false where another process has taken it over in the meantime
     */
    public boolean renew() {
        return !taken || update("renew_lease", true) > 0 || !taken;
    }

    /** Gives the lease up, where this process holds it. */
    public void release() {
        taken = false;
        update("release_lease", false);
    }

    private record Held(String holder, Instant renewedAt) {}

    private Optional<Held> held() {
        return writing.sql(SqlFile.read("ledger/select_lease"))
                .query((rows, number) -> new Held(rows.getString("holder"),
                        Instant.parse(rows.getString("renewed_at"))))
                .optional();
    }

    private int update(String name, boolean timed) {
        JdbcClient.StatementSpec statement = writing.sql(SqlFile.read("ledger/" + name)).param("holder", holder);
        return (timed ? statement.param("now", clock.instant().toString()) : statement).update();
    }

    private boolean isAlive(Held held) {
        String[] parts = held.holder.split("[/@]", 3);
        if (parts.length == 3 && parts[0].equals(host()) && parts[1].matches("\\d{1,18}")) {
            return parts[2].equals(startOf(Long.parseLong(parts[1])));
        }
        return held.renewedAt.plus(lifetime).isAfter(clock.instant());
    }

    /**
     * When a process of this machine started; null where it runs no more. A process is known by number and start, for
     * numbers are given again. Linux counts the start from its boot: a change of the clock does not move it.
     */
    private static String startOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name, in brackets, may hold anything; the state follows, and 19 fields on the start.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X") ? null : fields[19];
        } catch (IOException | IndexOutOfBoundsException e) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .map(process -> process.info().startInstant().map(Instant::toString).orElse("")).orElse(null);
        }
    }

    /** The machine; where processes of one host name do not see each other (containers), they count as apart. */
    private static String host() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        try {
            return host + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return host;
        }
    }
}
