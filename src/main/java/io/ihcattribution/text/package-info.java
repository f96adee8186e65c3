/** How text that somebody else wrote stands in our sentences: short, on one line, without the key. */
package io.ihcattribution.text;
