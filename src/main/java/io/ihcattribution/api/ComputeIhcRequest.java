package io.ihcattribution.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.Session;
import java.io.IOException;
import java.util.List;

/**
 * The body of {@code POST …/compute_ihc}: {@code customer_journeys}, the sessions of all journeys, flat, those of one
 * journey together and oldest first; and {@code redistribution_parameter} where there is one.
 *
 * <p>It is written as it is read off the batch: an object for each session, and Jackson's look at each, would take
 * twice as long.
 *
 * @param batch whose journeys are sent
 * @param redistribution the redistribution parameter; left out where null
 */
public record ComputeIhcRequest(Batch batch, JsonNode redistribution) implements JsonSerializable {

    private static final SerializableString CONVERSION_ID = new SerializedString("conversion_id");
    private static final SerializableString SESSION_ID = new SerializedString("session_id");
    private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializableString CHANNEL_LABEL = new SerializedString("channel_label");
    private static final SerializableString HOLDER_ENGAGEMENT = new SerializedString("holder_engagement");
    private static final SerializableString CLOSER_ENGAGEMENT = new SerializedString("closer_engagement");
    private static final SerializableString CONVERSION = new SerializedString("conversion");
    private static final SerializableString IMPRESSION_INTERACTION = new SerializedString("impression_interaction");

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("customer_journeys");
        for (JourneyToSend sent : batch.journeys()) {
            List<Session> sessions = sent.journey().sessions();
            for (int i = 0; i < sessions.size(); i++) {
                // The conversion's time seldom equals a session's time: the last session is the converting one.
                write(sent.convId(), sessions.get(i), i == sessions.size() - 1, json);
            }
        }
        json.writeEndArray();
        if (redistribution != null) {
            json.writeObjectField("redistribution_parameter", redistribution);
        }
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(json, provider);
    }

    /** One session: its time is UTC, {@code YYYY-MM-DD HH:MM:SS}, and what is yes or no is 1 or 0. */
    private static void write(String convId, Session session, boolean converts, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(CONVERSION_ID, convId, json);
        text(SESSION_ID, session.sessionId(), json);
        text(TIMESTAMP, session.timestamp(), json);
        text(CHANNEL_LABEL, session.channel(), json);
        flag(HOLDER_ENGAGEMENT, session.holderEngagement(), json);
        flag(CLOSER_ENGAGEMENT, session.closerEngagement(), json);
        flag(CONVERSION, converts, json);
        flag(IMPRESSION_INTERACTION, session.impressionInteraction(), json);
        json.writeEndObject();
    }

    private static void text(SerializableString name, String value, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static void flag(SerializableString name, boolean value, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(value ? 1 : 0);
    }
}
