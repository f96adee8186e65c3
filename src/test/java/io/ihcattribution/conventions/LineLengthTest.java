package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the formatter leaves alone: comments and texts of Java, and whatever is not Java. */
class LineLengthTest {

    private static final int COLUMNS = 120;

    /** Migrations that ledgers know by their checksums, and data of tests. */
    private static final String AS_IT_IS = "src/main/resources/db/migration/sqlite/V(1|7|9|13)__.*"
            + "|src/test/resources/.*";

    @Test
    void noLineIsLongerThanTheEditorsRuler() {
        List<String> tooLong = new ArrayList<>();
        for (String ending : List.of(".java", ".yaml", ".sql", "Makefile")) {
            ProjectFiles.below("", ending).stream().filter(file -> !file.toString().matches(AS_IT_IS)).forEach(file -> {
                List<String> lines = ProjectFiles.lines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).codePointCount(0, lines.get(i).length()) > COLUMNS) {
                        tooLong.add(file + ":" + (i + 1));
                    }
                }
            });
        }

        assertThat(tooLong).as("lines of more than %d characters", COLUMNS).isEmpty();
    }
}
