package io.ihcattribution.api;

import java.time.Duration;

/**
 * What came back from a call that the API answered.
 *
 * @param status the body's statusCode where it has one, else the HTTP status
 * @param retryAfter how long the API asked to wait, or null
 * @param answer the answer; null where the body was not JSON
 * @param words the API's words where it refuses
 */
public record ApiReply(int status, Duration retryAfter, ComputeIhcAnswer answer, String words) {}
