/** The sample shop: a database as a shop may have it, invented and always the same. */
package io.ihcattribution.sample;
