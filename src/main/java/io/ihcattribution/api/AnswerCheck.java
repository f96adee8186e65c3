package io.ihcattribution.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.api.ComputeIhcAnswer.SessionFigures;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.Session;
import io.ihcattribution.text.KeyMask;
import io.ihcattribution.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks an answer against what was sent, before anything of it is stored. A journey whose figures do not hold fails
 * whole, with the reason; the others of the batch stand.
 */
public final class AnswerCheck {

    /** How far the credits of a journey may sum from 1: the API rounds each to four decimals. */
    public static final double SUM_TOLERANCE = 0.005;

    /** What rounding to four decimals may add to each credit; in journeys of over 100 sessions it is the larger. */
    private static final double ROUNDING = 0.00005;

    private final KeyMask key;

    /** @param key what no reason shows, where the API repeats it */
    public AnswerCheck(KeyMask key) {
        this.key = key;
    }

    /**
     * What of the answer may be stored, and what became of each journey of the batch.
     *
     * @param verdict the answer; or a refusal, by which every journey fails
     */
    public CheckedAnswer check(Batch batch, ApiVerdict verdict) {
        if (verdict instanceof BatchRefused refused) {
            return new CheckedAnswer(batch, List.of(), batch.journeys().stream()
                    .map(sent -> outcome(batch, sent, JourneyState.FAILED, "the API refuses it: " + refused.words()))
                    .toList());
        }
        ComputeIhcAnswer answer = (ComputeIhcAnswer) verdict;
        Map<String, List<SessionFigures>> answered = byJourney(answer);
        Map<String, String> refused = refusals(batch, answer);
        List<Credit> credits = new ArrayList<>(batch.sessions());
        List<JourneyOutcome> outcomes = new ArrayList<>(batch.size());
        for (JourneyToSend sent : batch.journeys()) {
            List<SessionFigures> figures = answered.getOrDefault(sent.convId(), List.of());
            List<Credit> journeyCredits = new ArrayList<>(figures.size());
            String fault = refused.containsKey(sent.convId()) ? refused.get(sent.convId())
                    : fault(answer, sent, figures, journeyCredits);
            if (fault == null) {
                credits.addAll(summingTo1(journeyCredits));
                outcomes.add(outcome(batch, sent, JourneyState.ATTRIBUTED, null));
            } else {
                outcomes.add(outcome(batch, sent, JourneyState.FAILED, fault));
            }
        }
        return new CheckedAnswer(batch, credits, outcomes);
    }

    private JourneyOutcome outcome(Batch batch, JourneyToSend sent, JourneyState state, String reason) {
        return new JourneyOutcome(sent.convId(), state.word(), sent.fingerprint(), key.hide(reason),
                sent.journey().size(),
                batch.runId(), batch.number(), sent.convTypeId());
    }

    private static Map<String, List<SessionFigures>> byJourney(ComputeIhcAnswer answer) {
        return answer.value() == null ? Map.of()
                : answer.value().stream().collect(Collectors.groupingBy(SessionFigures::conversionId));
    }

    /** The API's words for each journey that it names as failed; wherever in the item it names it. */
    private static Map<String, String> refusals(Batch batch, ComputeIhcAnswer answer) {
        if (answer.partialFailureErrors() == null || answer.partialFailureErrors().isEmpty()) {
            return Map.of();
        }
        Set<String> sent = batch.journeys().stream().map(JourneyToSend::convId).collect(Collectors.toSet());
        Map<String, String> refusals = new HashMap<>();
        for (JsonNode error : answer.partialFailureErrors()) {
            named(error, sent).forEach(convId -> refusals.put(convId, "the API refuses it: " + error));
        }
        return refusals;
    }

    /** The journeys that an item names: by {@code conversion_id} where it has one, else by any text in it. */
    private static Set<String> named(JsonNode error, Set<String> sent) {
        Set<String> named = new HashSet<>();
        List<JsonNode> places = error == null ? List.of() : error.findValues("conversion_id");
        for (JsonNode place : places.isEmpty() ? textsOf(error) : places) {
            if (sent.contains(place.asText())) {
                named.add(place.asText());
            }
        }
        return named;
    }

    private static List<JsonNode> textsOf(JsonNode node) {
        List<JsonNode> texts = new ArrayList<>();
        if (node != null && node.isTextual()) {
            texts.add(node);
        } else if (node != null) {
            node.forEach(child -> texts.addAll(textsOf(child)));
        }
        return texts;
    }

    /**
     * The credits of a journey. Rounding to four decimals may take a seventh of a journey of 3,000 sessions; what it
     * takes beyond the tolerance is given back to its sessions in proportion, so that no revenue is lost.
     */
    private static List<Credit> summingTo1(List<Credit> credits) {
        double sum = credits.stream().mapToDouble(Credit::ihc).sum();
        return sum == 0 || Math.abs(sum - 1) <= SUM_TOLERANCE ? credits
                : credits.stream().map(credit -> credit.times(1 / sum)).toList();
    }

    /** Why the figures of a journey cannot be used, or null: then its credits are added. */
    private static String fault(
            ComputeIhcAnswer answer, JourneyToSend sent, List<SessionFigures> figures, List<Credit> credits) {
        if (figures.isEmpty()) {
            return answer.value() == null ? "the API's answer has no list of credits (value)"
                    : "the API's answer has no credits for it";
        }
        Map<String, Session> expected = new HashMap<>();
        for (Session session : sent.journey().sessions()) {
            expected.put(session.sessionId(), session);
        }
        double sum = 0;
        for (SessionFigures figure : figures) {
            if (figure.sessionId() == null) {
                return "the API's answer has an item for it that names no session; expected an item a session";
            }
            Session session = expected.remove(figure.sessionId());
            if (session == null) {
                return "the API's answer has session " + Quoted.of(figure.sessionId()) + " twice, or it was never sent";
            }
            String fault = fault(figure);
            if (fault != null) {
                return fault;
            }
            Credit credit = credit(sent, session, figure);
            credits.add(credit);
            sum += credit.ihc();
        }
        if (!expected.isEmpty()) {
            return "the API's answer lacks " + expected.size() + " of its " + sent.journey().size() + " sessions, "
                    + Quoted.plain(expected.keySet().iterator().next())
                    + " among them";
        }
        if (Math.abs(sum - 1) > Math.max(SUM_TOLERANCE, ROUNDING * figures.size())) {
            return "its credits (ihc) in the API's answer sum to " + sum + "; expected 1";
        }
        return null;
    }

    private static String fault(SessionFigures figures) {
        String fault = fault(figures, "initializer", figures.initializer());
        fault = fault != null ? fault : fault(figures, "holder", figures.holder());
        fault = fault != null ? fault : fault(figures, "closer", figures.closer());
        return fault != null ? fault : fault(figures, "ihc", figures.ihc());
    }

    private static String fault(SessionFigures figures, String column, Object value) {
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return null;
        }
        return "in the API's answer " + column + " of session " + figures.sessionId() + " is "
                + (value instanceof String text ? Quoted.of(text) : value) + "; expected a figure from 0 to 1";
    }

    private static Credit credit(JourneyToSend sent, Session session, SessionFigures figures) {
        return new Credit(sent.convId(), session.sessionId(), value(figures.initializer()), value(figures.holder()),
                value(figures.closer()), value(figures.ihc()), session.channel(), session.timestamp());
    }

    private static double value(Object figure) {
        return ((Number) figure).doubleValue();
    }
}
