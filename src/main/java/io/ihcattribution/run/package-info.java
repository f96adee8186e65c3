/** What a run is: what was asked for, its window, its state and its outcome. */
package io.ihcattribution.run;
