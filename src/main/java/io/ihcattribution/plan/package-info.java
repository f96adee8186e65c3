/** What a run would buy, judged as a whole before its first call. */
package io.ihcattribution.plan;
