package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The numbers of the rows whose ids are binary: nothing else names such a row. The source is asked at the first one.
 */
final class BinaryIds {

    private static final Logger LOG = LoggerFactory.getLogger(BinaryIds.class);

    private final JdbcClient source;
    private Map<String, Deque<Long>> numbers;

    BinaryIds(JdbcClient source) {
        this.source = source;
    }

    /** Gives a conversion's row its {@code row_number}, where its id is binary and its table has numbers. */
    void name(Map<String, Object> row) {
        if (!(row.get("conv_id") instanceof byte[] id)) {
            return;
        }
        if (numbers == null) {
            numbers = numbers();
        }
        Deque<Long> rows = numbers.getOrDefault(HexFormat.of().withUpperCase().formatHex(id), new ArrayDeque<>());
        if (!rows.isEmpty()) {
            row.put("row_number", rows.removeFirst());
        }
    }

    private Map<String, Deque<Long>> numbers() {
        Map<String, Deque<Long>> found = new HashMap<>();
        try {
            source.sql(SqlFile.read("source/sqlite/select_binary_ids")).query((RowCallbackHandler) row -> {
                if (row.getObject("row_number") != null) {
                    found.computeIfAbsent(row.getString("id"), id -> new ArrayDeque<>()).add(row.getLong("row_number"));
                }
            });
        } catch (DataAccessException e) {
            LOG.debug("the rows of conversions have no numbers, as those of a view: {}", e.getMessage());
        }
        return found;
    }
}
