/**
 * What other attribution models make of the conversions that the run attributes: which models, and their sums per
 * channel and day.
 */
package io.ihcattribution.comparison;
