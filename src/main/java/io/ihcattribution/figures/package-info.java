/** How figures are summed and written. */
package io.ihcattribution.figures;
