/** The report: filled in one transaction, passed by the publish gate, written as files. */
package io.ihcattribution.report;
