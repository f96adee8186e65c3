package io.ihcattribution.source;

import io.ihcattribution.database.DatabaseFault;
import io.ihcattribution.files.FileFault;
import io.ihcattribution.files.TextFile;
import io.ihcattribution.batch.ConversionTyping;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Run;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The type of every conversion, as the user's query or column has it when a run begins. It is kept for the length of
 * the run in a temporary table of a SQLite database of its own, on disk where it is large: nothing is written to the
 * shop's database, also because a dry run writes nothing, and memory does not grow with the conversions. One run at a
 * time, in the run's own thread.
 */
public final class ConversionTypeIndex implements ConversionTyping, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConversionTypeIndex.class);

    /**
     * Each type fills a batch of its own while journeys are read, and is a model of the account's: more is a mistake.
     */
    private static final int MAX_TYPES = 100;

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource shop;
    private final TypeSource source;
    private Connection scratch;
    private PreparedStatement select;

    /** @param shop connections that can only read: the query is the user's own */
    public ConversionTypeIndex(DataSource shop, TypeSource source) {
        this.shop = shop;
        this.source = source;
    }

    @Override
    public boolean isSeveral() {
        return !source.isNone();
    }

    /**
     * A run begins: the types are read anew.
     *
     * @throws UnusableConversionTypes when they cannot be told
     */
    public void begin(Run run) {
        close();
        if (!isSeveral()) {
            if (run.isOfAllTypes()) {
                throw new UnusableConversionTypes("the run asks for each conversion's own type, but neither"
                        + " ihc.types.query nor ihc.types.column is set");
            }
            return;
        }
        if (!run.attributes() && !run.trains()) {
            return;
        }
        try {
            scratch = DriverManager.getConnection("jdbc:sqlite::memory:");
            execute("pragma temp_store = file");
            execute(SqlFile.read("source/sqlite/create_conversion_type"));
            Map<String, Long> types = load();
            execute(SqlFile.read("source/sqlite/create_conversion_type_index"));
            requireOneTypeEach();
            select = scratch.prepareStatement(SqlFile.read("source/sqlite/select_conversion_type"));
            LOG.info("conversion types: {}", types.entrySet().stream()
                    .map(type -> type.getKey() + " " + type.getValue()).collect(Collectors.joining(", ")));
        } catch (SQLException e) {
            throw new UnusableConversionTypes(source + " cannot be read: " + DatabaseFault.sentence(e), e);
        }
    }

    @Override
    public String typeOf(String convId) {
        try {
            select.setString(1, convId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new UnusableConversionTypes("the type of conversion " + convId + " cannot be read: "
                    + DatabaseFault.sentence(e), e);
        }
    }

    /** Forgets the types; the temporary table goes. */
    @Override
    public void close() {
        try {
            if (scratch != null) {
                scratch.close();
            }
        } catch (SQLException e) {
            LOG.debug("the temporary table of conversion types is not closed", e);
        }
        scratch = null;
        select = null;
    }

    /** The number of conversions of each type. */
    private Map<String, Long> load() throws SQLException {
        Map<String, Long> types = new TreeMap<>();
        String column = source.query() == null ? source.column() : "conv_type_id";
        scratch.setAutoCommit(false);
        try (Connection connection = shop.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql());
                PreparedStatement insert =
                        scratch.prepareStatement(SqlFile.read("source/sqlite/insert_conversion_type"))) {
            int convIdAt = column(rows, "conv_id");
            int typeAt = column(rows, column);
            int held = 0;
            while (rows.next()) {
                String type = source.typeOf(rows.getString(typeAt));
                if (type != null && rows.getString(convIdAt) != null) {
                    insert.setString(1, rows.getString(convIdAt));
                    insert.setString(2, type);
                    insert.addBatch();
                    types.merge(type, 1L, Long::sum);
                    requireFew(types);
                    if (++held % ROWS_AT_ONCE == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
        scratch.setAutoCommit(true);
        if (types.isEmpty()) {
            throw new UnusableConversionTypes(source + " gives no conversion a type; nothing was changed");
        }
        return types;
    }

    private String sql() {
        if (source.query() == null) {
            return SqlFile.read("source/select_all_of_conversions");
        }
        try {
            return TextFile.read(source.query()).strip().replaceFirst(";$", "");
        } catch (IOException e) {
            throw new UnusableConversionTypes(
                    source + " cannot be read: " + FileFault.sentence(source.query(), e)
                            + "; expected a file with a select",
                    e);
        }
    }

    /** By its name, in whatever case: an unknown column in quotes would be a text to SQLite. */
    private int column(ResultSet rows, String name) throws SQLException {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            if (rows.getMetaData().getColumnLabel(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new UnusableConversionTypes(source + (source.query() == null ? ": conversions has" : " gives")
                + " no column " + name + "; expected it");
    }

    private void requireFew(Map<String, Long> types) {
        if (types.size() > MAX_TYPES) {
            throw new UnusableConversionTypes(source + " gives more than " + MAX_TYPES + " conversion types, "
                    + String.join(", ", types.keySet().stream().limit(3).toList()) + " among them; expected few");
        }
    }

    /** Of a query: where a column gives several, the conversion stands in several rows, and its journey is rejected. */
    private void requireOneTypeEach() throws SQLException {
        if (source.query() == null) {
            return;
        }
        try (Statement statement = scratch.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.read("source/sqlite/select_ambiguous_type"))) {
            if (row.next()) {
                throw new UnusableConversionTypes(source + " gives conversion " + row.getString(1) + " several types, "
                        + row.getString(2) + " and " + row.getString(3) + "; expected one");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = scratch.createStatement()) {
            statement.execute(sql);
        }
    }
}
