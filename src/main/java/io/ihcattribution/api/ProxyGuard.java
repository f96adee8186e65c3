package io.ihcattribution.api;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Tells what the proxy answers from what the API answers: the client hands out both alike. */
public final class ProxyGuard implements ExecChainHandler {

    private static final String REACHED = "proxy-guard-reached";
    private static final int ASKS_FOR_PASSWORD = 407;

    private final ProxyServer proxy;

    public ProxyGuard(ProxyServer proxy) {
        this.proxy = proxy;
    }

    /** To stand behind the step that makes the tunnel: what comes here is sent to the API, through the proxy. */
    public ClassicHttpResponse reached(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(REACHED, true);
        return chain.proceed(request, scope);
    }

    /**
     * Stands before the step that makes the tunnel.
     *
     * @throws ApiAccessDenied when the proxy refuses
     * @throws ApiUnavailable when the proxy cannot reach the API
     */
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.removeAttribute(REACHED);
        ClassicHttpResponse response = chain.proceed(request, scope);
        int status = response.getCode();
        if (status != ASKS_FOR_PASSWORD && scope.clientContext.getAttribute(REACHED) != null) {
            return response;
        }
        response.close();
        scope.execRuntime.discardEndpoint();
        if (status == ASKS_FOR_PASSWORD) {
            throw new ApiAccessDenied("the proxy " + proxy.text() + " asks for " + (proxy.user().isEmpty()
                    ? "a user and password" : "another user or password") + " (ihc.api.proxy-user,"
                    + " ihc.api.proxy-password): status " + status);
        }
        if (status >= 500 || status == 429) {
            throw new ApiUnavailable("the proxy " + proxy.text() + " cannot reach the API: status " + status, null);
        }
        throw new ApiAccessDenied("the proxy " + proxy.text() + " does not let calls to the API through: status "
                + status);
    }
}
