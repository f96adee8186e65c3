package io.ihcattribution.journey;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * The order of a user's conversions, and of the sessions: time, then id, as the source itself would have ordered rows
 * of the same times in their one form. So a journey is the same whatever the form, and is not bought again.
 */
final class RowOrder implements Comparator<SourceRow> {

    private boolean isNeeded;
    private boolean byNumber;

    /** Takes note of a row. */
    void note(SourceRow row) {
        isNeeded |= row.order() != SourceRow.Order.IN_PLACE;
        byNumber |= row.order() == SourceRow.Order.BY_NUMBER;
    }

    /** Whether a row so far may not be in its place. */
    boolean isNeeded() {
        return isNeeded;
    }

    @Override
    public int compare(SourceRow one, SourceRow other) {
        int order = text(one.date()).compareTo(text(other.date()));
        order = order != 0 ? order : text(one.time()).compareTo(text(other.time()));
        return order != 0 ? order : compareIds(one.id(), other.id());
    }

    /** The rows of several parts, each in its order, as one; part after part where no row may be out of its place. */
    Iterator<SourceRow> merged(List<Iterator<SourceRow>> parts) {
        Comparator<Head> byPart = Comparator.comparingInt(Head::part);
        PriorityQueue<Head> heads =
                new PriorityQueue<>(isNeeded ? Comparator.comparing(Head::row, this).thenComparing(byPart) : byPart);
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).hasNext()) {
                heads.add(new Head(parts.get(part).next(), part));
            }
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public SourceRow next() {
                Head head = heads.remove();
                if (parts.get(head.part).hasNext()) {
                    heads.add(new Head(parts.get(head.part).next(), head.part));
                }
                return head.row;
            }
        };
    }

    /** The next row of a part. */
    private record Head(SourceRow row, int part) {}

    /** As SQLite orders them: numbers before texts, texts as bytes. */
    private int compareIds(String one, String other) {
        BigDecimal number = byNumber ? number(one) : null;
        BigDecimal otherNumber = byNumber ? number(other) : null;
        if (number != null && otherNumber != null) {
            return number.compareTo(otherNumber);
        }
        return number != null ? -1 : otherNumber != null ? 1
                : Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String dateOrTime) {
        return Objects.toString(dateOrTime, "");
    }

    private static BigDecimal number(String id) {
        try {
            return new BigDecimal(id);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
