package io.ihcattribution.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST …/compute_ihc}.
 *
 * @param customerJourneys the sessions of all journeys, flat; those of one journey together, oldest first
 * @param redistributionParameter the redistribution parameter; left out where null
 */
public record ComputeIhcRequest(
        @JsonProperty("customer_journeys") List<TouchpointMessage> customerJourneys,
        @JsonProperty("redistribution_parameter") @JsonInclude(JsonInclude.Include.NON_NULL)
                JsonNode redistributionParameter) {

    /** The request of a batch, with the redistribution parameter or null. */
    public static ComputeIhcRequest of(Batch batch, JsonNode redistribution) {
        List<TouchpointMessage> touchpoints = new ArrayList<>(batch.sessions());
        for (JourneyToSend sent : batch.journeys()) {
            List<Session> sessions = sent.journey().sessions();
            for (int i = 0; i < sessions.size(); i++) {
                // The conversion's time seldom equals a session's time: the last session is the converting one.
                touchpoints.add(touchpoint(sent.convId(), sessions.get(i), i == sessions.size() - 1));
            }
        }
        return new ComputeIhcRequest(touchpoints, redistribution);
    }

    private static TouchpointMessage touchpoint(String convId, Session session, boolean converts) {
        return new TouchpointMessage(convId, session.sessionId(), session.timestamp(),
                session.channel(), flag(session.holderEngagement()), flag(session.closerEngagement()), flag(converts),
                flag(session.impressionInteraction()));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
