/** The shop's own data, which is read and never written. */
package io.ihcattribution.source;
