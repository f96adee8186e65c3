/** Batches within the limits of the API: what fits into one, how one is divided, what a batch still claims. */
package io.ihcattribution.batch;
