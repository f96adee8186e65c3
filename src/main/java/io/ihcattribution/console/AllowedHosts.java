package io.ihcattribution.console;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names under which the port may be asked. A page of any other name that resolves to this machine could otherwise
 * read the report in the browser of whoever works here (DNS rebinding).
 */
public final class AllowedHosts {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    private final Set<String> names = new TreeSet<>();
    private final Set<String> ofOurPort = new TreeSet<>();

    /**
     * The names of this machine's loopback, the address that is listened on, and those that are set.
     *
     * @param address the address that is listened on
     * @param further further names, {@code host} or {@code host:port}
     */
    public AllowedHosts(String address, Collection<String> further) {
        ofOurPort.addAll(LOOPBACK);
        if (!ANY_ADDRESS.contains(address)) {
            ofOurPort.add(bracketed(address));
        }
        further.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** An address as it stands in a URL: one of IPv6 in brackets; for any address of this machine its loopback. */
    public static String inUrl(String address) {
        return ANY_ADDRESS.contains(address) ? LOOPBACK.get(0) : bracketed(address);
    }

    /**
     * Whether a request with this {@code Host} may be answered.
     *
     * @param host the header, null where there is none
     * @param port the port that the request came to
     */
    boolean allowsHost(String host, int port) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        String withoutPort = PORT.matcher(name).replaceFirst("");
        return names.contains(name) || names.contains(withoutPort)
                || ofOurPort.contains(withoutPort) && name.equals(withoutPort + (name.equals(withoutPort) && port == 80
                        ? "" : ":" + port));
    }

    /** Whether a page of this {@code Origin} may ask; null, which programs send, may. */
    boolean allowsOrigin(String origin, int port) {
        return origin == null || origin.matches("(?i)https?://.*")
                && allowsHost(origin.substring(origin.indexOf("//") + 2), port);
    }

    /** The names for people. */
    String text(int port) {
        Set<String> all = new TreeSet<>(names);
        ofOurPort.forEach(name -> all.add(name + ":" + port));
        return String.join(", ", all);
    }

    private static String bracketed(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }
}
