package io.ihcattribution.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaskTest {

    private static final String KEY = "sk_live_0123456789";

    private final KeyMask mask = KeyMask.of(KEY);

    @Test
    void hidesTheKeyAndNothingElse() {
        assertThat(mask.hide("the key " + KEY + ", and \"" + KEY + "\"")).isEqualTo("the key ***, and \"***\"");
        assertThat(mask.hide("sk_live_, 0123456789, the embedded service")).isEqualTo(
                "sk_live_, 0123456789, the embedded service");
        assertThat(mask.hide((String) null)).isNull();
    }

    @Test
    void hidesTheBeginningOfAKeyThatIsCut() {
        assertThat(mask.hide("no such key: sk_live_0123\u2026")).isEqualTo("no such key: ***\u2026");
        assertThat(mask.hide("a risk\u2026")).isEqualTo("a risk\u2026");
    }

    @Test
    void hidesItInBytesAndLeavesTheOthersAsTheyAre() {
        byte[] text = ("B\u00fcro " + KEY + " \ud83d\uded2").getBytes(StandardCharsets.UTF_8);

        assertThat(mask.hide(text)).isEqualTo("B\u00fcro *** \ud83d\uded2".getBytes(StandardCharsets.UTF_8));
        byte[] without = {(byte) 0xff, 0, 1};
        assertThat(mask.hide(without)).isSameAs(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "API", "key-1", "12345678", "attribution"})
    void aKeyThatIsAWordOrShortTakesNothingOutOfSentences(String key) {
        String sentence = "attribution: the embedded API refuses key-1 at 12345678";

        assertThat(KeyMask.of(key).hide(sentence)).isEqualTo(sentence);
        assertThat(KeyMask.isDistinct(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test-key", "abcdefg1", "abcdefghijklmnopqrst", "01234567890123456789"})
    void aKeyAsTheyAreGivenIsHidden(String key) {
        assertThat(KeyMask.of(key).hide("it is " + key + ".")).isEqualTo("it is ***.");
    }
}
