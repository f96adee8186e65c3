package io.ihcattribution.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every route of the port: only who may ask comes through, and what a client does wrong is answered with
 * a sentence that repeats nothing of the request, and is no fault of ours in the log.
 */
public final class RequestGate {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final int MISDIRECTED = 421;
    private static final int FORBIDDEN = 403;
    private static final int BAD = 400;
    private static final int NO_FORM = 415;
    private static final int FAULT = 500;
    private static final Map<Integer, String> SENTENCES = Map.of(
            BAD, "the request is not what HTTP allows, such as a % without two hexadecimal digits after it, or a body"
                    + " that breaks off",
            404, "there is nothing at this path",
            405, "this path does not take the method",
            413, "the body is too large; a request has at most 100 journeys and 3,000 sessions",
            NO_FORM, "the body is of a type that is not taken; expected Content-Type: application/json",
            FAULT, "the request could not be answered; the log says why");

    private final AllowedHosts hosts;

    public RequestGate(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    /** Lets a request through, or answers it. */
    void judge(RoutingContext context) {
        HttpServerRequest request = context.request();
        int port = request.localAddress().port();
        List<String> asked = request.headers().getAll(HttpHeaders.HOST);
        context.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("Cache-Control", "no-store");
        if (asked.size() > 1 || !hosts.allowsHost(asked.isEmpty() ? null : asked.get(0), port)) {
            answer(context, MISDIRECTED, "the request's Host is none of " + hosts.text(port)
                    + "; further ones are named in ihc.console.allowed-hosts");
        } else if (!hosts.allowsOrigin(request.getHeader(HttpHeaders.ORIGIN), port)) {
            answer(context, FORBIDDEN, "pages of other servers may not ask here; the request's Origin is none of "
                    + hosts.text(port));
        } else if (!isDecodable(context)) {
            answer(context, BAD, SENTENCES.get(BAD));
        } else if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            answer(context, NO_FORM, SENTENCES.get(NO_FORM));
        } else {
            context.next();
        }
    }

    /** Answers a request that no route has answered. */
    void refuse(RoutingContext context) {
        if (context.response().closed() || context.failure() instanceof HttpClosedException) {
            // The client has gone.
            return;
        }
        int status = context.statusCode() < BAD ? FAULT : context.statusCode();
        if (status == FAULT && (context.failure() instanceof IOException || !context.request().isEnded())) {
            // The body broke off, or is not what HTTP allows: no route has seen it whole.
            status = BAD;
        }
        if (status >= FAULT) {
            LOG.error("a request to the port could not be answered", context.failure());
        }
        answer(context, status,
                SENTENCES.getOrDefault(status, HttpResponseStatus.valueOf(status).reasonPhrase()));
    }

    private static void answer(RoutingContext context, int status, String sentence) {
        if (!context.response().ended() && !context.response().headWritten()) {
            context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(new JsonObject().put("error", sentence).encodePrettily() + "\n");
        }
    }

    /** Path and query are read later, too, where what cannot be decoded would be a fault of ours. */
    private static boolean isDecodable(RoutingContext context) {
        try {
            context.normalizedPath();
            context.queryParams();
            return context.request().uri().startsWith("/");
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A form's fields, which Camel would take for headers, are not asked for anywhere. */
    private static boolean isJson(String contentType) {
        return contentType == null
                || contentType.toLowerCase(Locale.ROOT).matches("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
    }
}
