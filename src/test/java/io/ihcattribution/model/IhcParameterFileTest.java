package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IhcParameterFileTest {

    private final IhcParameterFile files = new IhcParameterFile();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("returning.json");
    }

    @Test
    void readsTheShippedParameters() {
        IhcParameters shipped = files.readShipped();

        assertThat(shipped.phaseWeights()).isEqualTo(new PhaseWeights(0.345, 0.38, 0.275));
        assertThat(shipped.initializerMembership().at(70)).isEqualTo(0.02706);
        assertThat(shipped.initializerMembership().at(1000)).isEqualTo(1);
        assertThat(shipped.closerMembership().at(0)).isEqualTo(1);
        assertThat(shipped.closerMembership().at(0.1)).isEqualTo(0.925);
        assertThat(shipped.channelWeights()).hasSize(13)
                .containsEntry("Direct Traffic", new PhaseWeights(0.80696, 0.936, 1.07694));
        assertThat(shipped.defaultChannelWeight()).isEqualTo(1);
    }

    @Test
    void writesWhatItReads() throws IOException {
        files.write(file, files.readShipped());

        assertThat(file).hasContent(shippedText());
        assertThat(files.read(file)).isEqualTo(files.readShipped());
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesAKnotALine() throws IOException {
        assertThat(shippedText()).contains("[ 50.0, 0.0 ],\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "closer": 0.275 | "closer": "high" | phase_weights.closer: expected a number, found "high"
            "closer": 0.275 | "closing": 0.275 | phase_weights.closing: expected only the keys closer,
            "closer": 0.275 | "closer": 0.3 | phase_weights: expected three weights that sum to 1, found
            "closer": 0.275 | "closer": -0.1 | phase_weights.closer: expected a number from 0 to 1
            [ 51.0, 0.00259 ] | [ 51.0 ] | initializer_membership.table[1]: expected [hours, membership]
            [ 51.0, 0.00259 ] | [ 51.0, null ] | initializer_membership.table[1][1]: expected a number, found null
            [ 51.0, 0.00259 ] | [ 49.0, 0.00259 ] | initializer_membership: the knots must be in order of time
            [ 51.0, 0.00259 ] | [ 51.0, 0.9 ] | initializer_membership: expected memberships that never fall
            [ 51.0, 0.00259 ] | [ 51.0, 1.9 ] | initializer_membership: the membership of knot 1 must be
            "below": 1.0 | "under": 1.0 | closer_membership.under: expected only the keys
            "holder": 0.936 | "holder": 0 | channel_weights.Direct Traffic.holder: expected a factor
            "fit" | "fat" | fat: expected only the keys
            "default_channel_weight": 1.0, | `` | default_channel_weight: expected a number, found nothing
            "phase_weights": { | "phase_weights": [ | expected JSON
            """)
    void namesFileKeyAndExpectation(String original, String replacement, String message) throws IOException {
        String text = shippedText();
        assertThat(text).contains(original);
        Files.writeString(file, text.replace(original, replacement));

        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(InvalidParameterFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void refusesAFileThatIsNotThereOrNotAnObject() throws IOException {
        assertThatThrownBy(() -> files.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> files.read(file)).hasMessageContaining("the file: expected an object");
        Files.writeString(file, "");
        assertThatThrownBy(() -> files.read(file)).hasMessageContaining("the file: expected an object, found nothing");
    }

    private static String shippedText() throws IOException {
        try (InputStream in = IhcParameters.class.getResourceAsStream("ihc-parameters.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
