/** The daemon and the command line: they put together what the routes name. Nobody else knows them. */
package io.ihcattribution.boot;
