package io.ihcattribution.ledger;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;

/**
 * Fills the named parameters of a statement from a record: {@code :#convId} is the record's {@code convId()}. A route
 * gives a record, or a list of them with {@code batch=true}; other bodies are read as Camel reads them.
 */
public final class RecordParameters extends DefaultSqlPrepareStatementStrategy {

    private static final Pattern NAME = Pattern.compile(":[?#](\\w+)");

    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final Map<Class<?>, Map<String, Method>> accessors = new ConcurrentHashMap<>();

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        if (!(value instanceof Record)) {
            return super.createPopulateIterator(query, preparedQuery, expectedParams, exchange, value);
        }
        Map<String, Method> methods = accessors.computeIfAbsent(value.getClass(), type -> new ConcurrentHashMap<>());
        List<Object> parameters = new ArrayList<>(expectedParams);
        for (String name : names.computeIfAbsent(query, RecordParameters::namesIn)) {
            Method method = methods.computeIfAbsent(name, n -> accessor(value.getClass(), n));
            try {
                parameters.add(method.invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new SQLException("cannot read " + name + " of " + value, e);
            }
        }
        return parameters.iterator();
    }

    private static List<String> namesIn(String query) {
        List<String> found = new ArrayList<>();
        Matcher matcher = NAME.matcher(query);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Method accessor(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + name + "() for :#" + name, e);
        }
    }
}
