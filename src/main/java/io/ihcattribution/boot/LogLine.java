package io.ihcattribution.boot;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.ihcattribution.text.KeyMask;
import io.ihcattribution.text.Quoted;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The message of a line of the log, whoever wrote it: on one line, and without the key. */
public final class LogLine extends MessageConverter {

    /** A stack trace of the log, without the key. */
    public static final class Trace extends ThrowableProxyConverter {

        @Override
        public String convert(ILoggingEvent event) {
            return mask(getContext()).hide(super.convert(event));
        }
    }

    /** From now on the log is written without the key. */
    static void hide(KeyMask key) {
        ((Context) LoggerFactory.getILoggerFactory()).putObject(KeyMask.class.getName(), key);
    }

    /** What the log does not show. */
    static KeyMask key() {
        return mask((Context) LoggerFactory.getILoggerFactory());
    }

    @Override
    public String convert(ILoggingEvent event) {
        return Quoted.onOneLine(mask(getContext()).hide(super.convert(event)));
    }

    private static KeyMask mask(Context context) {
        return (KeyMask) Objects.requireNonNullElse(context.getObject(KeyMask.class.getName()), KeyMask.NONE);
    }
}
