package io.ihcattribution;

import io.ihcattribution.boot.CommandLine;
import io.ihcattribution.boot.WrittenTexts;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Boots. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        // A locale without letters, such as cron's, would make question marks of all but ASCII's.
        Charset locale = Charset.defaultCharset();
        Charset charset = locale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : locale;
        PrintWriter out = new PrintWriter(System.out, true, charset);
        PrintWriter err = new PrintWriter(System.err, true, charset);
        System.exit(CommandLine.execute(out, err, WrittenTexts.arguments(args)));
    }
}
