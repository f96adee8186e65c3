package io.ihcattribution.batch;

/** Which conversion type a conversion is sent for, where the settings have several. */
public interface ConversionTyping {

    /** One type for all conversions: that of the run. */
    ConversionTyping NONE = new ConversionTyping() {
        @Override
        public boolean isSeveral() {
            return false;
        }

        @Override
        public String typeOf(String convId) {
            return null;
        }
    };

    /** Whether conversions have types of their own. */
    boolean isSeveral();

    /** The type of a conversion; null where it has none. */
    String typeOf(String convId);
}
