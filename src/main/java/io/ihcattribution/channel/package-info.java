/** Which channel a session is sent and reported under: the mapping file, what is left out, and what is not mapped. */
package io.ihcattribution.channel;
