package io.ihcattribution;
public final class Application { public static void main(String[] a) {} }
