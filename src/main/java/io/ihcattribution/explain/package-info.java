/** What a cell of the report is made of: its first rows, as text or JSON, and what all of them come to. */
package io.ihcattribution.explain;
