package io.ihcattribution.api;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why a call has got no answer, in words: what came back from the network is told in the names of its faults. */
public final class NetworkFault {

    private static final String DEADLINE = "ihc.api.response-timeout";

    private NetworkFault() {}

    /** Whether a fault is of the network, and not of a file. */
    public static boolean is(IOException fault) {
        return fault instanceof SocketException || fault instanceof SocketTimeoutException
                || fault instanceof UnknownHostException || fault instanceof SSLException
                || fault instanceof ZipException || fault instanceof EOFException
                || fault.getClass().getName().startsWith("org.apache.hc.");
    }

    /** What happened, and with whom where the fault says so. */
    public static String sentence(IOException fault) {
        String message = fault.getMessage();
        if (fault instanceof UnknownHostException) {
            return "the host name is not known: " + message + "; is the URL (ihc.api.url) right, and does name"
                    + " resolution work?";
        }
        if (fault instanceof ConnectTimeoutException || fault instanceof ConnectException
                || fault instanceof NoRouteToHostException) {
            return "no connection: " + message;
        }
        if (fault instanceof NoHttpResponseException) {
            return "the connection was closed without an HTTP answer";
        }
        if (fault instanceof SSLException) {
            return "no secure connection (TLS): " + message;
        }
        if (fault instanceof ZipException) {
            return "an answer that says it is gzip, and is not: " + message;
        }
        if (fault instanceof ConnectionClosedException || fault instanceof MalformedChunkCodingException
                || fault instanceof EOFException) {
            return "the answer broke off: " + message;
        }
        if (fault instanceof SocketTimeoutException) {
            return String.valueOf(message).contains(DEADLINE) ? message : "no answer in time (" + DEADLINE + ")";
        }
        return fault instanceof SocketException ? "the connection broke: " + message
                : "an answer that cannot be read: " + message;
    }
}
