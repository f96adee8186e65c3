package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings' file is their list: documented, commented and read. */
class SettingsConventionsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(ihc\\.[a-z.-]+)");
    private static final Pattern IN_CODE = Pattern.compile("\"(ihc\\.[a-z]+\\.[a-z.-]+[a-z])\"");

    /** SQLite has neither user nor password; the keys are there so that a database that has can be named. */
    private static final Set<String> OF_OTHER_DATABASES = Set.of("ihc.db.user", "ihc.db.password");

    private final List<String> keys = Settings.defaults().keySet().stream().filter(key -> key.startsWith("ihc."))
            .toList();
    private final String file = ProjectFiles.text(Path.of("application.properties"));
    private final String code = ProjectFiles.textBelow("src/main/java", ".java");
    private final String routes = ProjectFiles.textBelow("routes", ".yaml");

    /** Not copied by the build: a key that a user misspells in the file would then count as one that there is. */
    @Test
    void theJarsDefaultsAreTheFileAsItComes() throws IOException {
        assertThat(Files.readString(Path.of("application.properties")))
                .as("the settings' file and its copy in src/main/resources/io/ihcattribution/runtime")
                .isEqualTo(Files.readString(Path.of("src/main/resources/io/ihcattribution/runtime/application.properties")));
    }

    @Test
    void everyKeyIsInTheReadme() {
        String readme = ProjectFiles.text(Path.of("README.md"));

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(readme.contains(key)).as(key).isTrue());
    }

    @Test
    void everyKeyIsRead() {
        assertThat(keys).filteredOn(key -> !OF_OTHER_DATABASES.contains(key)).allSatisfy(key -> {
            String tail = key.substring(key.lastIndexOf('.') + 1);
            boolean composed = key.startsWith("ihc.redistribution.") && code.contains("area + \"" + tail + "\"");
            assertThat(composed || code.contains("\"" + key + "\"") || routes.contains("{{" + key + "}}")).as(key)
                    .isTrue();
        });
    }

    @Test
    void whatIsReadIsAKey() {
        Set<String> read = new TreeSet<>();
        for (Matcher matcher = PLACEHOLDER.matcher(routes + file); matcher.find();) {
            read.add(matcher.group(1));
        }
        for (Matcher matcher = IN_CODE.matcher(code); matcher.find();) {
            read.add(matcher.group(1));
        }
        read.removeIf(key -> key.startsWith("ihc.runtime."));

        assertThat(read).hasSizeGreaterThan(20);
        assertThat(keys).containsAll(read);
    }

    @Test
    void everyKeyHasACommentAboveIt() {
        String comment = "";
        for (String line : file.lines().toList()) {
            if (line.startsWith("#")) {
                comment = line;
            } else if (line.isBlank()) {
                comment = "";
            } else if (line.startsWith("ihc.")) {
                assertThat(comment).as(line).isNotEmpty();
            }
        }
    }

    @Test
    void camelsKeysComeFirstAndOursAreNeverUnderCamel() {
        assertThat(file.lastIndexOf("\ncamel.")).isLessThan(file.indexOf("\nihc."));
        assertThat(routes + code).doesNotContain("{{camel.ihc", "\"camel.ihc");
    }

    @Test
    void noFileNamesAHostOfARegistry() {
        // In two parts, so that this file does not name them either.
        List<String> hosts = List.of("repo.maven." + "apache.org", "repo1." + "maven.org", "central.sonatype." + "com",
                "registry." + "npmjs.org", "files.python" + "hosted.org", "pypi." + "org", "docker." + "io", "ghcr."
                        + "io",
                "plugins.gradle." + "org");

        assertThat(ProjectFiles.below("", "")).hasSizeGreaterThan(100).allSatisfy(path ->
                assertThat(ProjectFiles.text(path)).as(path.toString()).doesNotContain(hosts));
    }
}
