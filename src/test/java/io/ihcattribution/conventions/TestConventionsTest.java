package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that the fast lane leaves out and that run with source and ledger in two files, too. */
class TestConventionsTest {

    private static final Pattern STARTS_THE_PRODUCT =
            Pattern.compile("\\b(Application\\.(in|command)|Product\\.in|Daemon\\.start|new KillAnywhere)\\(");

    @Test
    void whatStartsTheWholeProductSaysSo() {
        List<Path> starting = ProjectFiles.below("src/test/java", "Test.java").stream()
                .filter(file -> STARTS_THE_PRODUCT.matcher(ProjectFiles.text(file)).find()).toList();

        assertThat(starting).hasSizeGreaterThan(20).allSatisfy(
                file -> assertThat(ProjectFiles.text(file)).as(file.toString()).contains("\n@WholeApplication\n"));
    }
}
