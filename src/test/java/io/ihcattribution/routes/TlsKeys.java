package io.ihcattribution.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-made certificate for a host, as an authority of one's own gives it, and servers that have it. */
final class TlsKeys {

    static final String PASSWORD = "changeit-0815";

    private final Path folder;

    private TlsKeys(Path folder) {
        this.folder = folder;
    }

    /** Makes one in a folder: {@code server.p12}, {@code trusted.pem}, and {@code trusted.p12} with a password. */
    static TlsKeys of(String host, Path folder) throws Exception {
        TlsKeys keys = new TlsKeys(folder);
        keys.keytool("server.p12", "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-ext",
                "san=dns:" + host);
        keys.keytool("server.p12", "-exportcert", "-rfc", "-alias", "server", "-file", keys.pem().toString());
        keys.keytool("trusted.p12", "-importcert", "-noprompt", "-alias", "own", "-file", keys.pem().toString());
        return keys;
    }

    Path pem() {
        return folder.resolve("trusted.pem");
    }

    Path store() {
        return folder.resolve("trusted.p12");
    }

    /** A socket of this machine that speaks TLS with the certificate. */
    ServerSocket listen() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    private void keytool(String store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", folder.resolve(store).toString(), "-storepass",
                PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
