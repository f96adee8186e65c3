package io.ihcattribution.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ihcattribution.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ModelDependenciesTest {

    @ArchTest
    static final ArchRule DEPENDS_ON_THE_JOURNEY_ONLY = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("io.ihcattribution.model", "io.ihcattribution.journey", "java..", "com.fasterxml..")
            .andShould().onlyDependOnClassesThat().resideOutsideOfPackage("java.sql..");

    @ArchTest
    static final ArchRule KNOWS_JSON_IN_THE_PARAMETER_FILE_ONLY = noClasses()
            .that().doNotHaveSimpleName("IhcParameterFile")
            .should().dependOnClassesThat().resideInAPackage("com.fasterxml..");
}
