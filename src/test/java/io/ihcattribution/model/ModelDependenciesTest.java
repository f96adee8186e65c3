package io.ihcattribution.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModelDependenciesTest {

    private final JavaClasses model = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ihcattribution.model");

    @Test
    void dependsOnTheJourneyOnly() {
        classes().should().onlyDependOnClassesThat().resideInAnyPackage(
                "io.ihcattribution.model", "io.ihcattribution.journey", "java.lang..", "java.io", "java.math",
                "java.nio..", "java.time..", "java.util..", "com.fasterxml.jackson..").check(model);
    }

    @Test
    void knowsJsonInTheFileAndTheParameterOnly() {
        noClasses().that().doNotHaveSimpleName("IhcParameterFile")
                .and().doNotHaveSimpleName("RedistributionParameter")
                .and().doNotHaveSimpleName("RedistributionByType")
                .and().doNotHaveSimpleName("NamedJson")
                .should().dependOnClassesThat().resideInAPackage("com.fasterxml..").check(model);
    }
}
