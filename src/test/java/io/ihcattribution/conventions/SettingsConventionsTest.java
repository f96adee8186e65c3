package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ihcattribution.settings.Setting;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.settings.SettingsDocuments;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records are the settings' list: the file and the page are made from them, and each setting is read. */
class SettingsConventionsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(ihc\\.[a-z.-]+)");
    private static final Pattern IN_CODE = Pattern.compile("\"(ihc\\.[a-z]+\\.[a-z.-]+[a-z])\"");

    private final List<String> keys = Settings.defaults().keySet().stream().filter(key -> key.startsWith("ihc."))
            .toList();
    private final String file = ProjectFiles.text(Path.of("application.properties"));
    private final String code = ProjectFiles.textBelow("src/main/java", ".java");
    private final String routes = ProjectFiles.textBelow("routes", ".yaml");

    @Test
    void theFileAndThePageAreMadeFromTheRecords() throws IOException {
        assertThat(Files.readString(SettingsDocuments.FILE)).as("make settings").isEqualTo(SettingsDocuments.file());
        assertThat(Files.readString(SettingsDocuments.PAGE)).as("make settings").isEqualTo(SettingsDocuments.page());
    }

    @Test
    void everyKeyIsOnThePage() {
        String page = ProjectFiles.text(SettingsDocuments.PAGE);

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
    }

    @Test
    void theReadmeLinksToThePage() {
        assertThat(ProjectFiles.text(Path.of("README.md"))).contains("(docs/settings.md)");
    }

    @Test
    void everySettingIsReadByTheCodeOrTheRoutes() {
        JavaClasses product = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ihcattribution");

        assertThat(components(Settings.class)).hasSizeGreaterThan(50).allSatisfy(component -> {
            JavaClass record = product.get(component.getDeclaringRecord());
            Setting setting = component.getAnnotation(Setting.class);
            boolean called = !record.getMethod(component.getName()).getCallsOfSelf().isEmpty();
            boolean used = record.getField(component.getName()).getAccessesToSelf().stream()
                    .map(access -> access.getOrigin().getName())
                    .anyMatch(method -> !Set.of("<init>", "check", component.getName()).contains(method));
            assertThat(called || used || (routes + file).contains("{{" + setting.key() + "}}"))
                    .as(setting.key() + " is read").isTrue();
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
    void everyKeyHasACommentRightAboveIt() {
        String above = "";
        for (String line : file.lines().toList()) {
            if (line.startsWith("ihc.")) {
                assertThat(above).as("above " + line).startsWith("# ").doesNotStartWith("# ---");
            }
            above = line;
        }
    }

    @Test
    void camelsKeysComeFirstAndOursAreNeverUnderCamel() {
        assertThat(file.lastIndexOf("\ncamel.")).isPositive().isLessThan(file.indexOf("\nihc."));
        assertThat(routes + code).doesNotContain("{{camel.ihc", "\"camel.ihc");
    }

    @Test
    void noFileNamesAHostOfARegistry() {
        // In two parts, so that this file does not name them either.
        List<String> hosts = List.of("repo.maven." + "apache.org", "repo1." + "maven.org", "central.sonatype." + "com",
                "registry." + "npmjs.org", "files.python" + "hosted.org", "pypi." + "org", "docker." + "io", "ghcr."
                        + "io",
                "plugins.gradle." + "org");

        assertThat(ProjectFiles.below("", "")).hasSizeGreaterThan(100)
                .allSatisfy(path -> assertThat(ProjectFiles.text(path)).as(path.toString()).doesNotContain(hosts));
    }

    private static List<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> component.getType().isRecord()
                ? components(component.getType()).stream()
                : Stream.of(component).filter(it -> it.isAnnotationPresent(Setting.class))).distinct().toList();
    }
}
