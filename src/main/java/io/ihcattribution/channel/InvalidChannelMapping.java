package io.ihcattribution.channel;

/** The mapping file cannot be used; the message is one sentence that names the file and the line. */
public final class InvalidChannelMapping extends RuntimeException {

    public InvalidChannelMapping(String message) {
        super(message);
    }
}
