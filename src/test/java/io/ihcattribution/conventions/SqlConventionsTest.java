package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One statement a file, its grain stated, in lower case. */
class SqlConventionsTest {

    private static final String FOLDER = "src/main/resources/sql";

    private static final String SHOP =
            "(?i)\\b(from|join|into|update)\\s+(conversions|session_sources|session_costs)\\b";
    private static final String LEDGER = "(?i)\\b(from|join|into|update|table)\\s+"
            + "(ihc_\\w+|attribution_customer_journey|channel_reporting\\w*)\\b";

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
    void statementsLieInTheFolderOfTheirStage() {
        assertThat(files).extracting(file -> Path.of(FOLDER).relativize(file).getName(0).toString())
                .containsOnly("source", "ledger", "report", "sample");
    }

    /** The shop's tables and the ledger's lie in two databases, which need not be of one kind. */
    @Test
    void noStatementNamesTheShopsTablesAndTheLedgers() {
        assertThat(files).allSatisfy(file -> {
            boolean source = file.startsWith(FOLDER + "/source") || file.startsWith(FOLDER + "/sample");
            assertThat(statement(file)).as(file.toString()).doesNotContainPattern(source ? LEDGER : SHOP);
        });
        assertThat(files.stream().map(SqlConventionsTest::statement).filter(Pattern.compile(SHOP).asPredicate()))
                .hasSizeGreaterThan(5);
        assertThat(files.stream().map(SqlConventionsTest::statement).filter(Pattern.compile(LEDGER).asPredicate()))
                .hasSizeGreaterThan(30);
        assertThat(ProjectFiles.textBelow("src/main/java", ".java") + ProjectFiles.textBelow("routes", ".yaml"))
                .as("a statement within code").doesNotContainPattern(SHOP);
    }

    @Test
    void everyFileIsUsed() {
        String users = ProjectFiles.textBelow("routes", ".yaml") + ProjectFiles.textBelow("src/main/java", ".java");

        assertThat(files).allSatisfy(file -> {
            String name = file.getFileName().toString();
            assertThat(users.contains("/" + name) || users.contains(name.replace(".sql", "") + "\""))
                    .as("%s is used", file).isTrue();
        });
    }

    private static String statement(Path file) {
        return ProjectFiles.text(file).replaceAll("(?m)--.*$", "");
    }
}
