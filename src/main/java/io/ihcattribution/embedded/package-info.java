/**
 * The embedded IHC service: the web API's contract on the daemon's own port, computed with {@link
 * io.ihcattribution.model.IhcModel}, and the faults that it shows on request. It estimates what the API answers; it is
 * not the vendor's code.
 */
package io.ihcattribution.embedded;
