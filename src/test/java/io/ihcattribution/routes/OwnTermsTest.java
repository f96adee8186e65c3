package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run with a conversion type or redistribution of its own is paid for again: that is said before and after. */
@WholeApplication
class OwnTermsTest {

    private static final String WARNING = " of its own; the next run without it, such as a scheduled one, pays again";
    private static final String REASON =
            "because an earlier run bought them with another conversion type or redistribution";

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();

    @BeforeEach
    void attribute() {
        Shop.empty(folder).singles(3, "2026-01-02");
        assertThat(application().once().out()).contains("journeys     sent 3\n").doesNotContain("own terms");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            conv_type_id   | returning | the conversion type returning
            redistribution | {'holder': {'direction': 'any_session', 'receive_threshold': 0.5, \
            'redistribution_channel_labels': ['Search']}} | a redistribution
            """)
    void isSaidByTheRunAndByTheOneThatPaysAgain(String key, String quoted, String terms) throws IOException {
        String value = quoted.replace('\'', '"');
        String option = "--" + key.replace('_', '-');
        Application.Result before = application().once("--mode", "dry-run", option, value);
        assertThat(before.out()).contains("own terms    this run has " + terms + WARNING,
                "would send 3: 0 new, 3 bought again, 3 of them " + REASON);

        Application application = application().with("ihc.trigger.settle", "50ms");
        try (LogLines log = LogLines.open(); var daemon = application.daemon()) {
            Files.writeString(application.trigger("own.json"),
                    "{\"" + key + "\": " + (value.startsWith("{") ? value : "\"" + value + "\"") + "}");
            Await.until(() -> Files.exists(application.trigger(".done/own.json.result.json")));

            assertThat(log.text()).contains("this run has " + terms + WARNING,
                    "buys 3 journeys (3 sessions): 0 new, 3 bought again, 3 of them " + REASON);
        }
        assertThat(Application.read(application.trigger(".done/own.json.result.json")))
                .contains("\"own_terms\" : \"this run has " + terms, "\"on_other_terms\" : 3");

        assertThat(application().once("--mode", "dry-run").out())
                .contains("would send 3: 0 new, 3 bought again, 3 of them " + REASON).doesNotContain("own terms");
        try (LogLines log = LogLines.open()) {
            assertThat(application().once().out()).contains("sent 3, 3 bought again, 3 of them " + REASON)
                    .doesNotContain("own terms");
            assertThat(log.text()).contains("3 bought again, 3 of them " + REASON);
        }
    }

    @Test
    void whatIsBoughtAgainForOtherReasonsIsNotPutDownToThat() {
        assertThat(application().once("--mode", "full").out()).contains("sent 3, 3 bought again\n");
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
