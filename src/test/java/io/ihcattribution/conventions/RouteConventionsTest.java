package io.ihcattribution.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The routes' house style, so that the folder's listing is the architecture. */
class RouteConventionsTest {

    private static final String ENDING = ".camel.yaml";
    private static final String KEBAB = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final Set<String> LEAVING = Set.of("sql", "http", "https", "file", "seda", "{{ihc.api.url}}",
            "{{ihc.batches.endpoint}}");

    private record Item(String stem, String kind, JsonNode definition) {
        String id() {
            return definition.path("id").asText();
        }

        @Override
        public String toString() {
            return stem + ENDING + " " + id();
        }
    }

    private final List<Item> items = items();
    private final List<Item> routes = items.stream().filter(item -> item.kind.equals("route")).toList();

    @Test
    void everyRouteHasAnIdOfItsFilesNameAndADescription() {
        assertThat(routes).hasSizeGreaterThan(30).allSatisfy(route -> {
            assertThat(route.id()).as(route.toString()).matches(KEBAB).matches(route.stem + "(-.+)?");
            assertThat(route.definition.path("description").asText()).as(route.toString()).isNotBlank();
        });
        assertThat(routes).extracting(Item::id).doesNotHaveDuplicates();
    }

    @Test
    void everyRouteConfigurationHasAnIdAndADescription() {
        assertThat(items.stream().filter(item -> item.kind.equals("routeConfiguration"))).isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.id()).matches(KEBAB);
                    assertThat(item.definition.path("description").asText()).as(item.id()).isNotBlank();
                });
    }

    @Test
    void aDirectRouteIsNamedAsItsEndpoint() {
        List<Item> direct = routes.stream().filter(route -> from(route).startsWith("direct:")).toList();

        assertThat(direct).isNotEmpty().allSatisfy(route -> assertThat(from(route)).isEqualTo("direct:" + route.id()));
    }

    /** Camel answers with the headers that a message has, and a request's query and headers are among them. */
    @Test
    void noRouteOfThePortSendsBackWhatItWasAsked() {
        assertThat(routes.stream().filter(route -> from(route).startsWith("platform-http:"))).hasSizeGreaterThan(1)
                .allSatisfy(route -> {
                    assertThat(route.definition.path("routeConfigurationId").asText()).isEqualTo("service-faults");
                    assertThat(route.definition.findValues("removeHeaders")).as(route.toString())
                            .anySatisfy(step -> assertThat(step.path("pattern").asText()).isEqualTo("*"));
                });
    }

    @Test
    void stepsThatLeaveTheProcessHaveIds() {
        List<String> ids = new ArrayList<>();
        for (Item item : items) {
            for (JsonNode step : item.definition.findValues("to")) {
                String uri = step.isTextual() ? step.asText() : step.path("uri").asText();
                if (LEAVING.contains(uri) || LEAVING.contains(uri.replaceFirst(":.*", ""))) {
                    assertThat(step.path("id").asText()).as("%s: %s", item, uri).matches(KEBAB);
                    ids.add(step.get("id").asText());
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void endpointsAreWrittenAsUriAndParameters() {
        for (Item item : items) {
            item.definition.findValuesAsText("uri")
                    .forEach(uri -> assertThat(uri).as(item.toString()).doesNotContain("?"));
            item.definition.findValues("to").stream().filter(JsonNode::isTextual)
                    .forEach(to -> assertThat(to.asText()).as(item.toString()).startsWith("direct:")
                            .doesNotContain("?"));
        }
    }

    /** Routes integrate: a stage without a retry or a transaction of its own is no route. */
    @Test
    void isNoProgramWrittenInYaml() {
        String text = ProjectFiles.textBelow("routes", ENDING);

        assertThat(ProjectFiles.below("routes", ENDING)).hasSizeLessThanOrEqualTo(8);
        assertThat(routes).hasSizeLessThanOrEqualTo(48);
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(1_500);
        assertThat(routes.stream().filter(route -> from(route).startsWith("direct:"))
                .filter(route -> callers(route) == 1)).as("has a retry, a transaction or a choice of its own")
                .hasSizeLessThanOrEqualTo(16);
        assertThat(items.stream().flatMap(item -> item.definition.findValues("setVariable").stream())
                .map(step -> step.path("name").asText()).distinct()).hasSizeBetween(1, 15);
    }

    private long callers(Item called) {
        return items.stream().flatMap(item -> item.definition.findValues("to").stream())
                .filter(to -> to.asText().equals("direct:" + called.id())).count();
    }

    @Test
    void anExpressionComparesOnceAtMost() {
        for (Item item : items) {
            item.definition.findValuesAsText("simple")
                    .forEach(simple -> assertThat(simple).as(item.toString()).doesNotContain("&&", "||")
                            .doesNotContainPattern(" (and|or) "));
            assertThat(item.definition.findValues("script")).isEmpty();
            assertThat(item.definition.findValues("groovy")).isEmpty();
        }
    }

    @Test
    void theFilesAreWhatCamelsSchemaAllows() throws IOException {
        try (InputStream schema = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonSchema camel = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
            for (Path file : ProjectFiles.below("routes", ENDING)) {
                assertThat(camel.validate(new YAMLMapper().readTree(file.toFile()))).as(file.toString())
                        .filteredOn(fault -> !isPlaceholder(fault.getMessage())).isEmpty();
            }
            assertThat(camel.validate(new ObjectMapper().readTree("[{\"route\": {\"form\": {}}}]"))).isNotEmpty();
        }
    }

    /**
     * Numbers and flags may be settings, which the schema does not foresee; Camel's own tools quote the others, too.
     */
    private static boolean isPlaceholder(String fault) {
        return fault.matches(".*: string found, (number|integer|boolean) expected");
    }

    private static String from(Item route) {
        return route.definition.path("from").path("uri").asText();
    }

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Path file : ProjectFiles.below("routes", ENDING)) {
            String stem = file.getFileName().toString().replace(ENDING, "");
            try {
                for (JsonNode item : new YAMLMapper().readTree(file.toFile())) {
                    item.fields()
                            .forEachRemaining(field -> items.add(new Item(stem, field.getKey(), field.getValue())));
                }
            } catch (IOException e) {
                throw new IllegalStateException(file.toString(), e);
            }
        }
        return items;
    }
}
