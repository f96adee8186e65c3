package io.ihcattribution.plan;

import io.ihcattribution.channel.Channels;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.model.Redistribution;
import io.ihcattribution.model.RedistributionByType;
import io.ihcattribution.model.RedistributionParameter;
import io.ihcattribution.model.RedistributionRule;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.text.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks at the channels that a redistribution names before a run buys with it: a channel that no session has hands over
 * nothing, and yet every journey would be bought anew, for another redistribution.
 */
public final class RedistributionGuard {

    private static final int MOST_NAMED = 5;

    private final JdbcClient source;
    private final JdbcClient ledger;
    private final Channels channels;

    public RedistributionGuard(DataSource source, DataSource ledger, Channels channels) {
        this.source = JdbcClient.create(source);
        this.ledger = JdbcClient.create(ledger);
        this.channels = channels;
    }

    /**
     * Requires that each channel is known: to the last report, the mapping file or, which takes longer, the source. It
     * need not be in the run's window.
     *
     * @throws Refusal with a sentence that names the channel and those that are meant, maybe
     */
    public void require(Run run) {
        Set<String> unknown = named(run.redistribution());
        if (unknown.isEmpty() || run.trains()) {
            return;
        }
        Set<String> known = new TreeSet<>(channels.mapped());
        known.addAll(labels(ledger, "report/select_reported_channels"));
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> ofSource = labels(source, "source/select_labels").stream().map(label -> channels.of(label).name())
                .collect(Collectors.toSet());
        known.addAll(ofSource);
        unknown.removeAll(known);
        // Without sessions there is nothing to buy.
        if (!unknown.isEmpty() && !ofSource.isEmpty()) {
            String first = unknown.iterator().next();
            throw new Refusal("the redistribution names the channel " + Quoted.of(first) + ", which no session has; "
                    + "expected channels as they are reported, such as " + near(first, known)
                    + " (ihc.redistribution.*,"
                    + " or the redistribution that the run was asked for). Nothing was bought");
        }
    }

    private static Set<String> named(String redistribution) {
        RedistributionByType rules = RedistributionByType.parse(redistribution);
        return Stream.concat(Stream.of(rules.otherwise()), rules.byType().values().stream())
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> RedistributionParameter.parse("redistribution", parameter))
                .flatMap(RedistributionGuard::rules).flatMap(rule -> rule.channelLabels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<RedistributionRule> rules(Redistribution redistribution) {
        return Stream.of(redistribution.initializer(), redistribution.holder(), redistribution.closer());
    }

    private static List<String> labels(JdbcClient database, String statement) {
        return database.sql(SqlFile.read(statement)).query(String.class).list();
    }

    /** Those that begin as it does come first. */
    private static String near(String channel, Set<String> known) {
        return known.stream().sorted(Comparator.comparing((String other) -> -commonLetters(channel, other)))
                .limit(MOST_NAMED).map(Quoted::of).collect(Collectors.joining(", "));
    }

    private static int commonLetters(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int common = 0;
        while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common;
    }
}
