package io.ihcattribution;

import io.ihcattribution.runtime.CommandLine;

/** Boots. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        System.exit(CommandLine.execute(args));
    }
}
