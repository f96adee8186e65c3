package io.ihcattribution.api;

/** What the API says of a batch: an answer, or that it refuses it as a whole. */
public sealed interface ApiVerdict permits ComputeIhcAnswer, BatchRefused {}
