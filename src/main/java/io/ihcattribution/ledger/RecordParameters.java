package io.ihcattribution.ledger;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;

/**
 * Fills the named parameters of a statement from a record: {@code :#convId} is the record's {@code convId()}. A route
 * gives a record, or a list of them with {@code batch=true}; other bodies are read as Camel reads them.
 */
public class RecordParameters extends DefaultSqlPrepareStatementStrategy {

    private static final Pattern NAME = Pattern.compile(":[?#](\\w+)");

    private record Key(String query, Class<?> type) {}

    private final Map<Key, List<Method>> accessors = new ConcurrentHashMap<>();

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        if (!(value instanceof Record)) {
            return super.createPopulateIterator(query, preparedQuery, expectedParams, exchange, value);
        }
        return values(query, List.of(value)).iterator();
    }

    /** The values that the query's names have in each record, one record after the other; all are of one type. */
    protected final List<Object> values(String query, List<?> rows) throws SQLException {
        List<Method> methods = accessors.computeIfAbsent(new Key(query, rows.get(0).getClass()),
                key -> NAME.matcher(key.query).results().map(name -> accessor(key.type, name.group(1))).toList());
        List<Object> values = new ArrayList<>(rows.size() * methods.size());
        for (Object row : rows) {
            for (Method method : methods) {
                try {
                    values.add(method.invoke(row));
                } catch (ReflectiveOperationException e) {
                    throw new SQLException("cannot read " + method.getName() + " of " + row, e);
                }
            }
        }
        return values;
    }

    private static Method accessor(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            // Otherwise each call looks up who calls.
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + name + "() for :#" + name, e);
        }
    }
}
