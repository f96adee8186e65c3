package io.ihcattribution.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Inserts many rows with each statement of a batch: a route gives a list of lists of records, all of one length, and the
 * {@code values (…)} of the insert are repeated for each record. A statement a row takes about three times as long.
 */
public final class RowsParameters extends RecordParameters {

    private static final Pattern VALUES = Pattern.compile("values\\s*(\\([^)]*\\))", Pattern.CASE_INSENSITIVE);

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) throws SQLException {
        Matcher matcher = VALUES.matcher(query);
        if (!matcher.find()) {
            throw new SQLException("an insert of many rows needs values (…): " + query);
        }
        String row = matcher.group(1).replaceAll(":[?#]\\w+", "?");
        String rows = String.join(", ", Collections.nCopies(first(exchange).size(), row));
        return query.substring(0, matcher.start(1)) + rows + query.substring(matcher.end(1));
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value) throws SQLException {
        return values(query, (List<?>) value).iterator();
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> parameters, int expectedParams) throws SQLException {
        for (int i = 1; parameters.hasNext(); i++) {
            Object value = parameters.next();
            if (value instanceof String text) {
                statement.setString(i, text);
            } else if (value instanceof Double figure) {
                statement.setDouble(i, figure);
            } else {
                statement.setObject(i, value);
            }
        }
    }

    private static List<?> first(Exchange exchange) {
        return (List<?>) exchange.getMessage().getBody(List.class).get(0);
    }
}
