/** Buying what the plan has left open: when a call is permitted, what it costs, and what becomes of a batch. */
package io.ihcattribution.attribute;
