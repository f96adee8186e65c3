package io.ihcattribution.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

    @Test
    void controlCharactersAreEscapedSoThatNoLineIsForged() {
        assertThat(Quoted.of("a\nERROR\r\tb\u001b[31m\u0085\u2028\u202e")).isEqualTo(
                "\"a\\nERROR\\r\\tb\\u001b[31m\\u0085\\u2028\\u202e\"");
        assertThat(Quoted.of("B\u00fcro & C\u00f4, 100 %")).isEqualTo("\"B\u00fcro & C\u00f4, 100 %\"");
        assertThat(Quoted.plain(null)).isEqualTo("null");
    }

    @Test
    void aLongValueIsCutAndNoCharacterInTwo() {
        assertThat(Quoted.of("x".repeat(10_000_000))).isEqualTo("\"" + "x".repeat(120) + "\u2026\"");
        assertThat(Quoted.of("x".repeat(120))).isEqualTo("\"" + "x".repeat(120) + "\"");
        assertThat(Quoted.cut("ab\ud83d\uded2", 3)).isEqualTo("ab\u2026");
        assertThat(Quoted.cut("ab\ud83d\uded2", 4)).isEqualTo("ab\ud83d\uded2");
    }
}
