package io.ihcattribution.channel;

import io.ihcattribution.files.FileFault;
import io.ihcattribution.files.TextFile;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The mapping file: CSV in UTF-8 with the columns {@code label} and {@code channel}, in any order and among others, one
 * line a label. Several labels may have the same channel, which groups them. Space around a cell does not count.
 */
public final class ChannelMappingFile {

    private static final String LABEL = "label";
    private static final String CHANNEL = "channel";
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();

    private ChannelMappingFile() {}

    /**
     * Reads the file.
     *
     * @return label to channel, in the file's order
     * @throws InvalidChannelMapping with a sentence that names the file and the line, where it cannot be used
     */
    public static Map<String, String> read(Path file) {
        try (CSVParser parser = CSVParser.parse(TextFile.read(file), FORMAT)) {
            return mapping(file, parser);
        } catch (TextFile.NotText e) {
            throw fault(file, e.line(), e.getMessage());
        } catch (NoSuchFileException e) {
            throw new InvalidChannelMapping(
                    file + ": is not there; expected a CSV file with the columns label and channel");
        } catch (IOException e) {
            throw new InvalidChannelMapping(
                    FileFault.sentence(file, e) + "; expected a CSV file with the columns label and channel");
        }
    }

    private static Map<String, String> mapping(Path file, CSVParser parser) {
        Map<String, String> mapping = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        List<String> header = null;
        // Where the record before ended: a cell may hold line breaks, and the parser counts to a record's end.
        long line = 1;
        try {
            for (CSVRecord row : parser) {
                if (header == null) {
                    header = row.stream().map(String::strip).toList();
                    requireColumns(file, header);
                } else if (row.size() > 1 || !row.get(0).isBlank()) {
                    String label = cell(file, line, row, header, LABEL);
                    String channel = cell(file, line, row, header, CHANNEL);
                    Long first = lines.putIfAbsent(label, line);
                    if (first != null) {
                        throw fault(file, line, "the label " + Quoted.of(label) + " stands in line " + first
                                + " already;"
                                + " expected one line a label");
                    }
                    mapping.put(label, channel);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw fault(file, line, "is not CSV: " + e.getMessage());
        }
        if (header == null) {
            throw fault(file, 1, "is empty; expected the columns label and channel");
        }
        return mapping;
    }

    private static void requireColumns(Path file, List<String> header) {
        for (String column : List.of(LABEL, CHANNEL)) {
            if (header.stream().filter(column::equals).count() != 1) {
                throw fault(file, 1, "no column " + column + "; expected label and channel once each, separated by"
                        + " a comma, found " + Quoted.plain(String.join(" and ", header)));
            }
        }
    }

    private static String cell(Path file, long line, CSVRecord row, List<String> header, String column) {
        int index = header.indexOf(column);
        String cell = index < row.size() ? row.get(index).strip() : "";
        if (cell.isEmpty()) {
            throw fault(file, line, "no " + column + "; expected one. A channel is left out by ihc.channels.exclude");
        }
        return cell;
    }

    private static InvalidChannelMapping fault(Path file, long line, String what) {
        return new InvalidChannelMapping(file + ", line " + line + ": " + what);
    }
}
