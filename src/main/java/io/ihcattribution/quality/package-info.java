/**
 * What is dirty in the shop's tables: the kinds there are, what is done with each, and when there is too much of one.
 */
package io.ihcattribution.quality;
