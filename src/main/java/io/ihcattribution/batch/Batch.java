package io.ihcattribution.batch;

import java.util.List;

/**
 * The whole journeys of one request, with a row in the ledger.
 *
 * @param runId the run that sends it
 * @param number its number within the run, from 1
 * @param journeys what it holds
 */
public record Batch(String runId, int number, List<JourneyToSend> journeys) {

    public Batch {
        journeys = List.copyOf(journeys);
    }

    /** The number of journeys. */
    public int size() {
        return journeys.size();
    }

    /** The number of sessions, over all journeys. */
    public int sessions() {
        return journeys.stream().mapToInt(sent -> sent.journey().size()).sum();
    }

    /** The two halves of a batch of at least two journeys, in order. */
    public List<List<JourneyToSend>> halves() {
        int middle = journeys.size() / 2;
        return List.of(journeys.subList(0, middle), journeys.subList(middle, journeys.size()));
    }

    @Override
    public String toString() {
        return "batch " + number + " of run " + runId + " (" + size() + " journeys, " + sessions() + " sessions)";
    }
}
