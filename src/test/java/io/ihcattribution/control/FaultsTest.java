package io.ihcattribution.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.api.ApiUnavailable;
import io.ihcattribution.text.KeyMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.junit.jupiter.api.Test;

/** What people are told of a fault: the sentence of the cause, whoever carried it. */
class FaultsTest {

    private final Faults faults = new Faults(KeyMask.NONE);

    @Test
    void noWrapperHidesTheSentenceOfTheCause() {
        ApiUnavailable cause = new ApiUnavailable("HTTP status 503: down", null);
        Throwable read =
                new RuntimeBeanExpressionException(null, "api", "read(${header.CamelHttpResponseCode})", cause);

        for (Throwable fault : new Throwable[] {read, new CompletionException(read), new ExecutionException(read),
                new UndeclaredThrowableException(read), new CamelException("step failed", read),
                new RuntimeCamelException(new CompletionException(new CamelException("step failed", read)))}) {
            assertThat(faults.sentence(fault)).isEqualTo("HTTP status 503: down");
            assertThat(faults.isUnexpected(fault)).isFalse();
        }
    }

    @Test
    void filesAndNetworkAreToldInWords() {
        assertThat(faults.sentence(new UncheckedIOException(new AccessDeniedException("reports/x.csv"))))
                .startsWith("reports/x.csv: permission denied");
        assertThat(faults.sentence(new IOException(new java.net.UnknownHostException("api.example"))))
                .startsWith("the host name is not known: api.example").contains("ihc.api.url");
    }

    @Test
    void aFaultOfTheProgramIsCalledOneAndKeepsItsStackTrace() {
        Throwable fault = new RuntimeCamelException(new NullPointerException("\"x\" is null"));

        assertThat(faults.isUnexpected(fault)).isTrue();
        assertThat(faults.sentence(fault)).startsWith("a fault of the program").contains("\"x\" is null");
        assertThat(faults.isUnexpected(new IllegalArgumentException("mode: \"x\" is not one of full"))).isFalse();
    }
}
