package io.ihcattribution;

import io.ihcattribution.boot.CommandLine;
import java.io.PrintWriter;

/** Boots. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(CommandLine.execute(out, err, args));
    }
}
