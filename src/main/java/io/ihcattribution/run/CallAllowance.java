package io.ihcattribution.run;

/**
 * What the settings say of calls to the API.
 *
 * @param monthlyCalls the calls that the plan allows a month; 0 = not known
 * @param maxCallsPerRun the most calls that one run may make; 0 = no limit
 * @param concurrency the requests in flight at once
 * @param requestsPerSecond the requests started per second; 0 = no limit
 */
public record CallAllowance(int monthlyCalls, int maxCallsPerRun, int concurrency, int requestsPerSecond) {}
