/** Reading the shop's own tables: never written, and never joined with the ledger's. */
package io.ihcattribution.source;
