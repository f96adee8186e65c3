package io.ihcattribution.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Journeys and what the web API answered for them: files that may lie beside the project, and are not part of it. */
final class RecordedAnswers {

    private static final Path FOLDER = Path.of("..", "shared", "recorded");

    private RecordedAnswers() {}

    static boolean exist() {
        return Files.isReadable(FOLDER.resolve("challenge.db")) && Files.isReadable(FOLDER.resolve("responses.json"));
    }

    static List<Journey> journeys() throws SQLException {
        Map<String, Conversion> conversions = new LinkedHashMap<>();
        Map<String, List<Session>> sessions = new HashMap<>();
        String url = "jdbc:sqlite:file:" + FOLDER.resolve("challenge.db") + "?mode=ro&immutable=1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select * from conversions order by conv_id")) {
                while (rows.next()) {
                    conversions.put(rows.getString("conv_id"), new Conversion(rows.getString("conv_id"),
                            rows.getString("user_id"), time(rows, "conv_date", "conv_time"),
                            rows.getDouble("revenue")));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "select * from session_sources order by event_date, event_time, session_id")) {
                while (rows.next()) {
                    sessions.computeIfAbsent(rows.getString("user_id"), user -> new ArrayList<>()).add(new Session(
                            rows.getString("session_id"), time(rows, "event_date", "event_time"),
                            rows.getString("channel_name"), rows.getInt("holder_engagement") == 1,
                            rows.getInt("closer_engagement") == 1, rows.getInt("impression_interaction") == 1));
                }
            }
        }
        List<Journey> journeys = new ArrayList<>();
        for (Conversion conversion : conversions.values()) {
            LocalDateTime until = conversion.convertedAt();
            journeys.add(new Journey(conversion, sessions.getOrDefault(conversion.userId(), List.of()).stream()
                    .filter(session -> !session.startedAt().isAfter(until)
                            && !session.startedAt().isBefore(until.minusDays(120)))
                    .toList()));
        }
        return journeys;
    }

    private static LocalDateTime time(ResultSet row, String date, String time) throws SQLException {
        return LocalDateTime.parse(row.getString(date) + "T" + row.getString(time));
    }

    static Map<String, List<PhaseCredits>> answers() throws IOException {
        Map<String, List<PhaseCredits>> answers = new HashMap<>();
        JsonNode responses = new ObjectMapper().readTree(FOLDER.resolve("responses.json").toFile());
        for (JsonNode response : responses) {
            for (JsonNode value : response.get("value")) {
                answers.computeIfAbsent(value.get("conversion_id").asText(), id -> new ArrayList<>())
                        .add(new PhaseCredits(value.get("session_id").asText(), value.get("initializer").asDouble(),
                                value.get("holder").asDouble(), value.get("closer").asDouble(),
                                value.get("ihc").asDouble()));
            }
        }
        return answers;
    }
}
