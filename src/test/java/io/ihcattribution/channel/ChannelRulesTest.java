package io.ihcattribution.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {

    private static final Map<String, String> MAPPING = Map.of("google", "Search", "bing", "Search", "mail", "Email");

    @Test
    void withoutRulesALabelIsItsOwnChannel() {
        assertThat(ChannelRules.NONE.isNone()).isTrue();
        assertThat(ChannelRules.NONE.of("google")).isEqualTo(new ReportedChannel("google", false, false));
    }

    @Test
    void mapsLabelsWithoutTheSpaceAroundThemAndInTheirOwnCase() {
        ChannelRules rules = new ChannelRules(MAPPING, Set.of(), Set.of());

        assertThat(rules.of(" google\t")).isEqualTo(new ReportedChannel("Search", false, false));
        assertThat(rules.of("Google")).isEqualTo(new ReportedChannel("Google", false, true));
    }

    @Test
    void theListsSpeakOfWhatIsReported() {
        ChannelRules excluding = new ChannelRules(MAPPING, Set.of(), Set.of("Search", "tv"));
        ChannelRules including = new ChannelRules(MAPPING, Set.of("Search", "Email"), Set.of("Email"));

        assertThat(excluding.of("bing").isExcluded()).isTrue();
        assertThat(excluding.of("mail").isExcluded()).isFalse();
        assertThat(excluding.of("tv")).as("left out by name, so not unmatched")
                .isEqualTo(new ReportedChannel("tv", true, false));
        assertThat(including.of("bing").isExcluded()).isFalse();
        assertThat(including.of("mail").isExcluded()).as("exclude goes before include").isTrue();
        assertThat(including.of("radio")).isEqualTo(new ReportedChannel("radio", true, true));
    }

    @Test
    void aBlankLabelIsNoChannelAndCanBeMappedAndLeftOutLikeAny() {
        ChannelRules rules = new ChannelRules(MAPPING, Set.of(), Set.of());

        assertThat(rules.of(null)).isEqualTo(new ReportedChannel("(no channel)", false, false));
        assertThat(new ChannelRules(Map.of("(no channel)", "Direct"), Set.of(), Set.of()).of(" ").name())
                .isEqualTo("Direct");
        assertThat(new ChannelRules(null, Set.of(), Set.of("(no channel)")).of("").isExcluded()).isTrue();
    }
}
