package io.ihcattribution.explain;

import io.ihcattribution.text.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A cell that the report has not.
 *
 * @param cell the cell that was asked for
 * @param near cells of its date, and those of its channel with the nearest dates
 */
record UnknownCell(Cell cell, List<Cell> near) {

    private static final int MAX_NAMED = 10;

    /** Says so, and names what may have been meant. */
    String sentence() {
        String sentence = "the report has no cell of channel " + Quoted.of(cell.channel()) + " and date " + cell.date();
        String dates = near.stream().filter(other -> other.channel().equals(cell.channel()))
                .map(Cell::date).collect(Collectors.joining(" and "));
        List<String> channels = near.stream().filter(other -> other.date().equals(cell.date()))
                .map(Cell::channel).toList();
        List<String> alike = channels.stream().filter(this::isAlike).toList();
        if (!dates.isEmpty()) {
            sentence += "; the channel's nearest dates are " + dates;
        }
        if (!alike.isEmpty()) {
            return sentence + "; did you mean " + named(alike) + "?";
        }
        return channels.isEmpty() ? sentence : sentence + "; the date's channels are " + named(channels);
    }

    /** As far as people mistype: capitals, blanks, a part of the name. */
    private boolean isAlike(String channel) {
        String asked = simple(cell.channel());
        String other = simple(channel);
        return !asked.isEmpty() && !other.isEmpty() && (asked.contains(other) || other.contains(asked));
    }

    private static String simple(String channel) {
        return channel.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String named(List<String> channels) {
        String more = channels.size() > MAX_NAMED ? " and " + (channels.size() - MAX_NAMED) + " more" : "";
        return channels.stream().limit(MAX_NAMED).map(Quoted::of)
                .collect(Collectors.joining(", ", "", more));
    }
}
