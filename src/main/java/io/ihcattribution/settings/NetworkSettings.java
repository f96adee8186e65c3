package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.api.ProxyServer;
import io.ihcattribution.api.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The way to the API: a proxy, and whose certificates are trusted.
 *
 * @param proxy The HTTP proxy through which the API is called, host:port; through it https is tunnelled. Empty: that of
 *     the Java system properties (https.proxyHost, https.proxyPort, http.nonProxyHosts), else that of the environment
 *     (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY). off: none. This machine is never called through a proxy.
 * @param proxyUser The proxy's user; empty = none.
 * @param proxyPassword The proxy's password. Better as the environment variable IHC_API_PROXY_PASSWORD or in a file
 *     (ihc.api.proxy-password-file) than here.
 * @param proxyPasswordFile A file whose only line is the proxy's password; used where ihc.api.proxy-password is empty.
 * @param trustStore Certificates of authorities that are trusted besides those that Java trusts, such as your own: a
 *     PEM, PKCS12 or JKS file. Read at the start.
 * @param trustStorePassword The password of that file, where it has one.
 * @param trustStorePasswordFile A file whose only line is that password; used where ihc.api.trust-store-password is
 *     empty.
 */
public record NetworkSettings(
        @Setting(key = "ihc.api.proxy", pattern = NetworkSettings.PROXY,
                expected = "host:port, off, or nothing") String proxy,
        @Setting(key = "ihc.api.proxy-user", rank = RARE) String proxyUser,
        @Setting(key = "ihc.api.proxy-password", secret = true, rank = RARE) String proxyPassword,
        @Setting(key = "ihc.api.proxy-password-file", rank = RARE) Path proxyPasswordFile,
        @Setting(key = "ihc.api.trust-store") Path trustStore,
        @Setting(key = "ihc.api.trust-store-password", secret = true, rank = RARE) String trustStorePassword,
        @Setting(key = "ihc.api.trust-store-password-file", rank = RARE) Path trustStorePasswordFile)
        implements SettingsReader.Checked {

    static final String PROXY = "(off|(http://)?(\\[[0-9a-fA-F:.]+]|[\\w.-]+):\\d{1,5}/?)?";

    /** The proxy that is set; empty for that of Java or the environment, {@code off} for none. */
    public ProxyServer.Setting proxyServer() {
        return new ProxyServer.Setting(proxy, proxyUser, secret(proxyPassword, proxyPasswordFile));
    }

    /** Which certificates are trusted; null for those that Java trusts. */
    public TrustStore trusted() {
        return trustStore == null ? null
                : TrustStore.read(trustStore, secret(trustStorePassword, trustStorePasswordFile));
    }

    @Override
    public void check(SettingFaults faults) {
        for (Path file : new Path[] {proxyPasswordFile, trustStorePasswordFile}) {
            faults.unless(secret("", file) != null, file == proxyPasswordFile
                    ? "ihc.api.proxy-password-file" : "ihc.api.trust-store-password-file", file,
                    "a file that can be read and holds the password");
        }
        faults.trying("ihc.api.trust-store", this::trusted);
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "NetworkSettings[" + proxy + ", " + trustStore + "]";
    }

    /** The secret that is set or in its file; null where the file cannot be read. */
    private static String secret(String text, Path file) {
        try {
            return text.isEmpty() && file != null ? Files.readString(file).strip() : text;
        } catch (IOException e) {
            return null;
        }
    }
}
