package io.ihcattribution.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What a run's plan would lose of what was paid for.
 *
 * @param attributed the conversions with credits
 * @param looked those of them that the run comes to
 * @param deleted those that the source has no more
 * @param outdated those whose credits are up to date, and would be no more
 * @param shorter those that would be bought again after they have lost half of their sessions
 * @param examples the first of each kind, with the reason where there is one
 * @param stopped why the guard stops the run; null where it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Losses(
        long attributed, long looked, long deleted, long outdated, long shorter,
        @JsonIgnore Map<Loss, String> examples, String stopped) {

    /** The number of a kind. */
    public long of(Loss loss) {
        return switch (loss) {
            case DELETED -> deleted;
            case OUTDATED -> outdated;
            case SHORTER -> shorter;
        };
    }

    /** The same, judged. */
    public Losses judged(String reason) {
        return new Losses(attributed, looked, deleted, outdated, shorter, examples, reason);
    }

    /** Whether nothing would be lost. */
    @JsonIgnore
    public boolean isNone() {
        return deleted + outdated + shorter == 0;
    }
}
