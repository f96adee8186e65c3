package io.ihcattribution.conventions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dependencies point inward: routes, then adapters, then the domain. */
class DependenciesTest {

    private static final String PRODUCT = "io.ihcattribution";
    private static final String[] DOMAIN = Stream.of("journey", "batch", "run", "model", "channel", "comparison",
            "quality", "figures", "files", "text").map(name -> PRODUCT + "." + name + "..").toArray(String[]::new);
    private static final String[] ADAPTERS = Stream.of("boot", "control", "plan", "attribute", "source", "ledger",
            "database", "report", "api", "embedded", "explain", "console").map(name -> PRODUCT + "." + name + "..")
            .toArray(String[]::new);
    /** A class of more has more than one job. */
    private static final int LONGEST = 300;
    private static final String[] OUTSIDE =
            {"org.apache.camel..", "java.sql..", "javax.sql..", "org.springframework..", "org.sqlite..",
                    "com.zaxxer.."};

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PRODUCT);

    @Test
    void theDomainKnowsNeitherCamelNorTheDatabase() {
        assertThat(product.containPackage(PRODUCT + ".journey")).isTrue();
        noClasses().that().resideInAnyPackage(DOMAIN).should().dependOnClassesThat().resideInAnyPackage(OUTSIDE)
                .check(product);
    }

    @Test
    void theDomainDoesNotKnowTheAdapters() {
        assertThat(product).extracting(type -> type.getPackageName().replaceFirst("(ihcattribution\\.\\w+).*", "$1"))
                .as("each package is of the one or of the other").isSubsetOf(Stream.concat(Stream.of(PRODUCT,
                        PRODUCT + ".settings", PRODUCT + ".sample"),
                        Stream.concat(Stream.of(DOMAIN),
                                Stream.of(ADAPTERS)).map(name -> name.replace("..", "")))
                        .toList());
        noClasses().that().resideInAnyPackage(DOMAIN).should().dependOnClassesThat().resideInAnyPackage(ADAPTERS)
                .check(product);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching(PRODUCT + ".(*)..").should().beFreeOfCycles().check(product);
    }

    @Test
    void noClassIsLong() {
        assertThat(ProjectFiles.below("src/main/java", ".java")).hasSizeGreaterThan(100)
                .allSatisfy(file -> assertThat(ProjectFiles.lines(file)).as(file.toString())
                        .hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    void everyPackageSaysWhatItIsAbout() {
        assertThat(ProjectFiles.below("src/main/java", "package-info.java")).extracting(file -> file.getParent())
                .containsAll(ProjectFiles.below("src/main/java", ".java").stream().map(file -> file.getParent())
                        .filter(folder -> !folder.endsWith("ihcattribution")).distinct().toList());
    }

    @Test
    void theReportsRecordsKnowNeitherCamelNorTheDatabase() {
        classes().that().resideInAPackage(PRODUCT + ".report..").and().areRecords()
                .should().onlyDependOnClassesThat().resideOutsideOfPackages(OUTSIDE).check(product);
    }

    @Test
    void nobodyKnowsTheBootThatKnowsEverything() {
        noClasses().that().resideOutsideOfPackage(PRODUCT + ".boot..").and()
                .doNotHaveFullyQualifiedName(PRODUCT + ".Application")
                .should().dependOnClassesThat().resideInAPackage(PRODUCT + ".boot..").check(product);
    }

    @Test
    void staticFieldsAreFinal() {
        assertThat(product.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))).isEmpty();
    }
}
