/** What source and ledger have in common as databases: the file, its version, the statements. */
package io.ihcattribution.database;
