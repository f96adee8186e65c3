/**
 * The IHC web API as its contract has it: what is sent, what an answer may say, and what is checked before it counts.
 */
package io.ihcattribution.api;
