package io.ihcattribution.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole journeys of one request, with a row in the ledger.
 *
 * @param runId the run that sends it
 * @param number its number within the run, from 1
 * @param journeys what it holds, of one conversion type
 */
public record Batch(String runId, int number, List<JourneyToSend> journeys) {

    public Batch {
        journeys = List.copyOf(journeys);
    }

    /** By what another process finds it: the run and the number. */
    public static String reference(String runId, int number) {
        return runId + "/" + number;
    }

    /** This batch with some of its journeys only. */
    public Batch with(List<JourneyToSend> some) {
        return new Batch(runId, number, some);
    }

    /** The number of journeys. */
    public int size() {
        return journeys.size();
    }

    /** The conversion type that it is sent for: a request has one. */
    public String convTypeId() {
        return journeys.get(0).convTypeId();
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

    /** The journey in the middle of a batch of at least two, alone, then what is before it and what is behind it. */
    public List<List<JourneyToSend>> oneAndHalves() {
        int middle = journeys.size() / 2;
        return Stream.of(journeys.subList(middle, middle + 1), journeys.subList(0, middle),
                journeys.subList(middle + 1, journeys.size())).filter(part -> !part.isEmpty()).toList();
    }

    /**
     * The parts of a batch of at least two journeys that was refused or is too large: as few as fit the limits, in
     * order; halves where it fits them already.
     */
    public List<List<JourneyToSend>> parts(BatchLimits limits) {
        List<List<JourneyToSend>> parts = new ArrayList<>();
        OpenBatch part = OpenBatch.beginningWith(journeys.get(0), limits);
        for (JourneyToSend journey : journeys.subList(1, journeys.size())) {
            if (part.admits(journey)) {
                part.add(journey);
            } else {
                parts.add(part.journeys());
                part = OpenBatch.beginningWith(journey, limits);
            }
        }
        parts.add(part.journeys());
        return parts.size() > 1 ? parts : halves();
    }

    @Override
    public String toString() {
        return "batch " + number + " of run " + runId + " (" + size() + " journeys, " + sessions() + " sessions)";
    }
}
