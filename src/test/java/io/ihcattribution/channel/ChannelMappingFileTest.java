package io.ihcattribution.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping file as people write it, and the sentence for each way in which it cannot be used. */
class ChannelMappingFileTest {

    @TempDir
    Path folder;

    @Test
    void readsLabelsAndChannelsWithoutTheSpaceAroundThem() throws IOException {
        assertThat(ChannelMappingFile.read(file("""
                \uFEFFnote,channel , label
                ,Search, Google Ads
                old,Search,"bing, ads"

                x,Größe 🎈,"say ""hi\"""
                """))).containsExactly(
                java.util.Map.entry("Google Ads", "Search"), java.util.Map.entry("bing, ads", "Search"),
                java.util.Map.entry("say \"hi\"", "Größe 🎈"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "label,channel;a,b;c,d;a ,e | line 4: the label \"a\" stands in line 2 already",
            "label,channel;a,b;;\"c;c\",d;a,e | line 6: the label \"a\" stands in line 2 already",
            "label,kanal;a,b | line 1: no column channel; expected label and channel once each",
            "label,label,channel | line 1: no column label",
            "label,channel;a | line 2: no channel; expected one",
            "label,channel;a,b;,c | line 3: no label; expected one",
            "`` | line 1: is empty; expected the columns label and channel",
            "label,channel;a,b;\"c,d | line 3: is not CSV",
    })
    void namesTheLineAtFault(String lines, String expected) throws IOException {
        Path file = file(lines.replace(';', '\n'));

        assertThatThrownBy(() -> ChannelMappingFile.read(file)).isInstanceOf(InvalidChannelMapping.class)
                .hasMessageStartingWith(file + ", " + expected);
    }

    @Test
    void namesTheLineThatIsNoText() throws IOException {
        Path file = folder.resolve("channels.csv");
        Files.write(file, "label,channel\nCafé,x\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ChannelMappingFile.read(file)).hasMessage(file + ", line 2: is not text in UTF-8");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> ChannelMappingFile.read(folder.resolve("none.csv")))
                .hasMessage(folder.resolve("none.csv")
                        + ": is not there; expected a CSV file with the columns label and channel");
        assertThatThrownBy(() -> ChannelMappingFile.read(folder)).hasMessageStartingWith(folder + ": this is a folder");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("channels.csv"), text);
    }
}
