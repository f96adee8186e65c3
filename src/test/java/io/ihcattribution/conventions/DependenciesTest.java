package io.ihcattribution.conventions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies point inward: routes, then adapters, then the domain. */
class DependenciesTest {

    private static final String PRODUCT = "io.ihcattribution";
    private static final String[] DOMAIN =
            {PRODUCT + ".journey..", PRODUCT + ".batch..", PRODUCT + ".run..", PRODUCT + ".model..",
                    PRODUCT + ".channel.."};
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
        noClasses().that().resideInAnyPackage(DOMAIN).should().dependOnClassesThat().resideInAnyPackage(
                PRODUCT + ".api..", PRODUCT + ".ledger..", PRODUCT + ".report..", PRODUCT + ".runtime..")
                        .check(product);
    }

    @Test
    void theReportsRecordsKnowNeitherCamelNorTheDatabase() {
        classes().that().resideInAPackage(PRODUCT + ".report..").and().areRecords()
                .should().onlyDependOnClassesThat().resideOutsideOfPackages(OUTSIDE).check(product);
    }

    @Test
    void onlyTheBootKnowsTheRuntime() {
        noClasses().that().resideOutsideOfPackage(PRODUCT + ".runtime..").and()
                .doNotHaveFullyQualifiedName(PRODUCT + ".Application")
                .should().dependOnClassesThat().resideInAPackage(PRODUCT + ".runtime..").check(product);
    }

    @Test
    void staticFieldsAreFinal() {
        assertThat(product.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))).isEmpty();
    }
}
