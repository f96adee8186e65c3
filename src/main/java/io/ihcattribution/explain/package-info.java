/** What a cell of the report is made of: read row by row, written as text or JSON, summed over all. */
package io.ihcattribution.explain;
