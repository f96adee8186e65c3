package io.ihcattribution.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The HTTP proxy through which the API is called.
 *
 * @param host its host
 * @param port its port
 * @param user its user; empty where it asks for none
 * @param password that user's password
 * @param from what names it, for people: a setting, a property or an environment variable
 */
public record ProxyServer(String host, int port, String user, String password, String from) {

    private static final String OFF = "off";
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:http://)?(?:([^@/]*)@)?(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?/?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]|::1");

    /**
     * What the settings say.
     *
     * @param address {@code host:port}, {@code off}, or empty
     * @param user empty for none
     * @param password that user's password
     */
    public record Setting(String address, String user, String password) {}

    /**
     * The proxy through which a URL is called; empty where it is called directly, as this machine always is.
     *
     * @throws IllegalArgumentException with a sentence, where what names it cannot be used; it repeats no value
     */
    public static Optional<ProxyServer> of(
            String url, Setting setting, Map<String, String> environment, Properties properties) {
        URI api = URI.create(url);
        String host = api.getHost() == null ? "" : api.getHost().toLowerCase(Locale.ROOT);
        if (setting.address().equals(OFF) || LOOPBACK.matcher(host).matches()) {
            return Optional.empty();
        }
        if (!setting.address().isEmpty()) {
            ProxyServer named = parse(setting.address(), "ihc.api.proxy");
            return Optional.of(new ProxyServer(named.host, named.port, setting.user(), setting.password(), named.from));
        }
        Optional<ProxyServer> found = ofJava(api.getScheme(), host, properties)
                .or(() -> ofEnvironment(api, host, environment));
        return found.map(proxy -> setting.user().isEmpty() ? proxy
                : new ProxyServer(proxy.host, proxy.port, setting.user(), setting.password(), proxy.from));
    }

    /** Where it is, and what names it. */
    public String text() {
        return host + ":" + port + " (" + from + ")";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return text();
    }

    private static Optional<ProxyServer> ofJava(String scheme, String host, Properties properties) {
        String proxy = properties.getProperty(scheme + ".proxyHost", "");
        boolean direct = Arrays.stream(properties.getProperty("http.nonProxyHosts", "").split("\\|"))
                .anyMatch(pattern -> host.matches(
                        Pattern.quote(pattern.strip().toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q")));
        if (proxy.isEmpty() || direct) {
            return Optional.empty();
        }
        String port = properties.getProperty(scheme + ".proxyPort", scheme.equals("https") ? "443" : "80");
        return Optional.of(parse(proxy + ":" + port, "the Java property " + scheme + ".proxyHost"));
    }

    private static Optional<ProxyServer> ofEnvironment(URI api, String host, Map<String, String> environment) {
        String scheme = api.getScheme().toLowerCase(Locale.ROOT);
        String name = Stream.of(scheme + "_proxy", scheme.toUpperCase(Locale.ROOT) + "_PROXY", "all_proxy", "ALL_PROXY")
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank()).findFirst().orElse(null);
        String direct = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        if (name == null || isDirect(direct, host, api.getPort())) {
            return Optional.empty();
        }
        return Optional.of(parse(environment.get(name).strip(), "the environment variable " + name));
    }

    /** Entries are hosts, of which each stands for all below it, too; with a port or without; {@code *} is all. */
    private static boolean isDirect(String list, String host, int port) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> {
                    String name = entry.replaceFirst(":" + port + "$", "").replaceFirst("^\\*?\\.", "");
                    return entry.equals("*") || host.equals(name) || host.endsWith("." + name);
                });
    }

    private static ProxyServer parse(String text, String from) {
        Matcher address = ADDRESS.matcher(text);
        int port = address.matches() ? Integer.parseInt(Optional.ofNullable(address.group(3)).orElse("80")) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    from + " names no proxy that can be used; expected that of an HTTP proxy,"
                            + " such as http://proxy.example:3128. Set ihc.api.proxy to another, or to off for none");
        }
        String[] user = Optional.ofNullable(address.group(1)).orElse("").split(":", 2);
        return new ProxyServer(address.group(2), port, decoded(user[0]), user.length > 1 ? decoded(user[1]) : "", from);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
