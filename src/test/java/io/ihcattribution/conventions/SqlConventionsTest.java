package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One statement a file, its grain stated, in lower case. */
class SqlConventionsTest {

    private static final String FOLDER = "src/main/resources/sql";

    private final List<Path> files = ProjectFiles.below(FOLDER, ".sql");

    @Test
    void everyFileHoldsOneStatement() {
        assertThat(files).hasSizeGreaterThan(20).allSatisfy(file -> {
            String statement = statement(file);
            // Camel runs the first of two statements, and says nothing of the other.
            assertThat(statement.strip().replaceFirst(";$", "")).as(file.toString()).isNotEmpty().doesNotContain(";");
            assertThat(statement).as("%s: Camel takes # for a parameter", file)
                    .doesNotContainPattern("(?<!:)#");
        });
    }

    @Test
    void everyFileBeginsWithItsGrain() {
        assertThat(files.stream().filter(file -> !file.getFileName().toString().startsWith("create_")))
                .allSatisfy(file -> assertThat(ProjectFiles.text(file)).as(file.toString()).startsWith("-- grain: "));
    }

    @Test
    void statementsAreInLowerCaseAndNamedByWhatTheyDo() {
        assertThat(files).allSatisfy(file -> {
            assertThat(statement(file).replaceAll(":#?\\w+", "").replaceAll("'[^']*'", "")).as(file.toString())
                    .doesNotContainPattern("[A-Z]");
            assertThat(file.getFileName().toString()).matches("[a-z]+(_[a-z]+)+\\.sql");
        });
    }

    @Test
    void everyFileIsUsed() {
        String users = ProjectFiles.textBelow("routes", ".yaml") + ProjectFiles.textBelow("src/main/java", ".java");

        assertThat(files).allSatisfy(file -> {
            String name = Path.of(FOLDER).relativize(file).toString();
            assertThat(users.contains("sql/" + name) || users.contains("sql/" + name.replace("sqlite/", "{{ihc.runtime.dialect}}/"))
                    || users.contains(file.getFileName().toString().replace(".sql", "") + "\""))
                    .as("%s is used", file).isTrue();
        });
    }

    private static String statement(Path file) {
        return ProjectFiles.text(file).replaceAll("(?m)--.*$", "");
    }
}
