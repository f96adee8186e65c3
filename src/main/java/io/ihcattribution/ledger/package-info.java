/** The ledger: runs, batches, journeys, credits and copies of what they rest on, changed by conditional updates. */
package io.ihcattribution.ledger;
