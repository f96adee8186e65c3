/** Files that people write and read: how text is read whatever wrote it, and how a file appears whole or not at all. */
package io.ihcattribution.files;
