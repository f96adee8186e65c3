/** Journeys: the rows of users, made into the sessions that led to a conversion. */
package io.ihcattribution.journey;
