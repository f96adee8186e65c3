/** The daemon's own port: who may ask there, and what becomes of a request that cannot be answered. */
package io.ihcattribution.console;
