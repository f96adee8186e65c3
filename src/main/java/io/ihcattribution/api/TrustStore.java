package io.ihcattribution.api;

import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Authorities whose certificates are trusted besides those that Java trusts. */
public final class TrustStore {

    private static final String EXPECTED = "; expected a PEM, PKCS12 or JKS file with certificates";

    private final List<Certificate> own;

    private TrustStore(List<Certificate> own) {
        this.own = own;
    }

    /**
     * Reads a file.
     *
     * @param file PEM, PKCS12 or JKS
     * @param password its password; empty or null where it has none
     * @throws IllegalArgumentException with a sentence, where it has no certificate, or cannot be read
     */
    public static TrustStore read(Path file, String password) {
        List<Certificate> found;
        try {
            found = isPem(file) ? pem(file) : keyStore(file, password);
        } catch (IOException | GeneralSecurityException e) {
            String reason = e.getCause() instanceof GeneralSecurityException
                    ? "the password (ihc.api.trust-store-password) is wrong" : e.getClass().getSimpleName();
            throw new IllegalArgumentException(Quoted.of(file) + " cannot be read: " + reason + EXPECTED, e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(Quoted.of(file) + " has no certificate" + EXPECTED
                    + (password == null || password.isEmpty() ? ", and its password where it has one" : ""));
        }
        return new TrustStore(found);
    }

    /** What a connection is made with. */
    public SSLContext context() {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (TrustManager manager : managers(null)) {
                for (Certificate ofJava : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    all.setCertificateEntry("java-" + all.size(), ofJava);
                }
            }
            for (Certificate certificate : own) {
                all.setCertificateEntry("own-" + all.size(), certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificates of ihc.api.trust-store cannot be used", e);
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .toArray(TrustManager[]::new);
    }

    private static boolean isPem(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private static List<Certificate> pem(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static List<Certificate> keyStore(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(),
                password == null || password.isEmpty() ? null : password.toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                found.add(certificate);
            }
        }
        return found;
    }
}
