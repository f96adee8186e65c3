package io.ihcattribution.boot;

import io.ihcattribution.settings.InvalidSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** What must be among the routes that were read: a run that came to a gap would stop, or hang, after it has paid. */
final class RequiredRoutes {

    /** Each has a file of its name. */
    private static final List<String> STAGES =
            List.of("start", "run", "plan", "attribute", "report", "service", "upkeep");

    private static final String ENDING = ".camel.yaml";

    private final CamelContext context;
    private final List<RouteDefinition> routes;
    private final Set<String> configurations;

    private RequiredRoutes(CamelContext context) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.context = context;
        this.routes = model.getRouteDefinitions();
        this.configurations = model.getRouteConfigurationDefinitions().stream().map(RouteConfigurationDefinition::getId)
                .collect(Collectors.toSet());
    }

    /**
     * Looks at the routes that were read, before any of them starts.
     *
     * @param pattern where they were read, for people
     * @throws InvalidSettings when something is missing; all of it at once
     */
    static void require(CamelContext context, String pattern) {
        RequiredRoutes required = new RequiredRoutes(context);
        if (required.routes.isEmpty()) {
            throw new InvalidSettings(List.of("no routes could be read at " + pattern + "; is the folder a link?"));
        }
        List<String> faults = required.faults();
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults.stream().map(fault -> "routes at " + pattern + ": " + fault).toList());
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> missing = STAGES.stream().filter(stage -> routes.stream()
                .noneMatch(route -> stage.equals(stage(route.getRouteId())))).collect(Collectors.toSet());
        STAGES.stream().filter(missing::contains).forEach(stage -> faults.add(
                "there is no route of the stage " + stage + "; is the file " + stage + ENDING + " missing?"));
        callers().forEach((target, caller) -> {
            String id = target.substring(target.indexOf(':') + 1);
            if (missing.isEmpty()) {
                faults.add("no route takes " + target + ", which " + caller + " sends to"
                        + (STAGES.contains(stage(id)) ? "; expected it in " + stage(id) + ENDING : ""));
            }
        });
        unknownConfigurations().forEach(id -> faults.add("there is no route configuration " + id
                + ", which routes name; is the file errors" + ENDING + " missing?"));
        return faults;
    }

    /** The queues and routes that nobody takes from, each with a route that sends there. */
    private Map<String, String> callers() {
        Set<String> taken = routes.stream().map(route -> target(route.getInput().getEndpointUri()))
                .collect(Collectors.toSet());
        Map<String, String> callers = new TreeMap<>();
        for (RouteDefinition route : routes) {
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                    .map(to -> target(to.getEndpointUri()))
                    .filter(target -> target.matches("(direct|seda):.*") && !taken.contains(target))
                    .forEach(target -> callers.putIfAbsent(target, "the route " + route.getRouteId()));
        }
        return callers;
    }

    private Set<String> unknownConfigurations() {
        return routes.stream().map(RouteDefinition::getRouteConfigurationId).filter(ids -> ids != null)
                .flatMap(ids -> Stream.of(ids.split(","))).map(String::strip)
                .filter(id -> !configurations.contains(id)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String target(String uri) {
        return context.resolvePropertyPlaceholders(uri).replaceFirst("\\?.*", "").replaceFirst("://", ":");
    }

    private static String stage(String id) {
        return id.replaceFirst("-.*", "");
    }
}
