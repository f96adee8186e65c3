package io.ihcattribution.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.journey.JourneyRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class JourneySizesTest {

    private final QualityTally tally = new QualityTally(QualityLimits.NONE, "2030-01-01", false);

    @Test
    void aJourneyReachesFromTheLookbackToTheConversionBothIncluded() {
        JourneySizes sizes = sizes(true);
        session(sizes, "u1", "2026-01-01", "10:00:00");
        conversion(sizes, "u1", "c1", "2026-01-31", "10:00:00", 1);
        session(sizes, "u2", "2026-01-01", "09:59:59");
        conversion(sizes, "u2", "c2", "2026-01-31", "10:00:00", 1);
        session(sizes, "u3", "2026-01-31", "10:00:00");
        conversion(sizes, "u3", "c3", "2026-01-31", "10:00:00", 1);
        session(sizes, "u4", "2026-01-31", "10:00:01");
        conversion(sizes, "u4", "c4", "2026-01-31", "10:00:00", 1);

        assertThat(found(sizes)).containsExactly("no-sessions c2 0 sessions", "no-sessions c4 0 sessions",
                "after-conversion  1 rows");
    }

    @Test
    void aSessionInTheConversionsSecondBelongsToItOnlyWhereTheRulesSaySo() {
        JourneySizes sizes = sizes(false);
        session(sizes, "u1", "2026-01-31", "10:00:00");
        conversion(sizes, "u1", "c1", "2026-01-31", "10:00:00", 1);

        assertThat(found(sizes)).containsExactly("no-sessions c1 0 sessions");
    }

    @Test
    void onlyConversionsOfTheWindowAreJudgedAndOnlyWhatCameAfterTheLastOfAllIsAfterIt() {
        JourneySizes sizes = sizes(true);
        for (int i = 0; i < 100; i++) {
            session(sizes, "u1", "2026-01-30", "10:00:0" + i % 10);
        }
        conversion(sizes, "u1", "c2", "2026-03-31", "10:00:00", 0);
        conversion(sizes, "u1", "c1", "2026-01-31", "10:00:00", 1);
        session(sizes, "u1", "2026-02-01", "10:00:00");
        session(sizes, "u1", "2026-04-01", "10:00:00");
        session(sizes, "u1", "2026-04-02", "10:00:00");

        assertThat(found(sizes)).containsExactly("oversize-journey c1 100 sessions", "after-conversion  2 rows");
    }

    @Test
    void aUserWithASessionOfNoTimeHasNoJourneyWithoutSessions() {
        JourneySizes sizes = sizes(true);
        session(sizes, "u1", "yesterday", "10:00:00");
        conversion(sizes, "u1", "c1", "2026-01-31", "10:00:00", 1);
        conversion(sizes, "u2", "c2", "2026-01-31", "10:00:00", 1);

        assertThat(found(sizes)).containsExactly("no-sessions c2 0 sessions");
    }

    private JourneySizes sizes(boolean atConversion) {
        return new JourneySizes(new JourneyRules(30, atConversion, 5, false), tally);
    }

    /** Kind, key and value of each finding. */
    private List<String> found(JourneySizes sizes) {
        sizes.end();
        return tally.report().lines().stream().skip(1).map(line -> line.get(0) + " " + line.get(2) + " "
                + line.get(4)).toList();
    }

    private static void session(JourneySizes sizes, String user, String date, String time) {
        sizes.session(user, date, time);
    }

    private static void conversion(
            JourneySizes sizes, String user, String id, String date, String time, int inWindow) {
        sizes.conversion(user, id, date, time, inWindow == 1);
    }
}
