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
 * Inserts many rows with one statement: the {@code values (…)} of an insert are repeated for each record of the list
 * that a route gives. A statement a row, even in a batch, takes about three times as long.
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
        String rows = String.join(", ", Collections.nCopies(rows(exchange).size(), row));
        return query.substring(0, matcher.start(1)) + rows + query.substring(matcher.end(1));
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value) throws SQLException {
        return values(query, rows(exchange)).iterator();
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

    private static List<?> rows(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }
}
