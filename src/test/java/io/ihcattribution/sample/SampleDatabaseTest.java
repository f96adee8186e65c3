package io.ihcattribution.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void writesTheSameRowsEachTime() throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");

        SampleDatabase.Counts counts = SampleDatabase.write(ShopProfile.demo(), first);

        assertThat(SampleDatabase.write(ShopProfile.demo(), second)).isEqualTo(counts);
        assertThat(SampleShop.digest(second)).isEqualTo(SampleShop.digest(first));
    }

    @Test
    void writesTheSameRowsOnEveryMachine() throws Exception {
        Path file = folder.resolve("shop.db");

        SampleDatabase.write(ShopProfile.demo(), file);

        // Changes only when the demo's data is changed on purpose; then figures shown to users change with it.
        assertThat(SampleShop.digest(file))
                .isEqualTo("11d0ae13d63474d70673dfd0d97ee384684a163c3199de06e1c6cc17f26f9715");
    }

    @Test
    void anotherSeedGivesOtherRows() throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");

        SampleDatabase.write(small(1), first);
        SampleDatabase.write(small(2), second);

        assertThat(SampleShop.digest(second)).isNotEqualTo(SampleShop.digest(first));
    }

    @Test
    void countsWhatItWrote() throws Exception {
        Path file = folder.resolve("shop.db");

        SampleDatabase.Counts counts = SampleDatabase.write(small(1), file);

        assertThat(counts.conversions()).isEqualTo(100).isEqualTo(count(file, "select count(*) from conversions"));
        assertThat(counts.sessions()).isEqualTo(900).isEqualTo(count(file, "select count(*) from session_sources"));
        assertThat(counts.costs()).isEqualTo(count(file, "select count(*) from session_costs"));
        assertThat(counts.users()).isEqualTo(count(file,
                "select count(*) from (select user_id from conversions union select user_id from session_sources)"));
    }

    @Test
    void writesTheTablesThatUsersHave() throws Exception {
        Path file = folder.resolve("shop.db");

        SampleDatabase.write(small(1), file);

        assertThat(columns(file, "conversions")).containsExactly(
                "conv_id text 1 key", "user_id text 1", "conv_date text 1", "conv_time text 1", "revenue real 1");
        assertThat(columns(file, "session_sources")).containsExactly(
                "session_id text 1 key", "user_id text 1", "event_date text 1", "event_time text 1",
                "channel_name text 1", "holder_engagement integer 1", "closer_engagement integer 1",
                "impression_interaction integer 1");
        assertThat(columns(file, "session_costs")).containsExactly("session_id text 1 key", "cost real 0");
        assertThat(count(file, "select count(*) from sqlite_schema where sql is not null")).isEqualTo(3);
    }

    @Test
    void keysAreNotInTheOrderOfTime() throws Exception {
        Path file = folder.resolve("shop.db");
        SampleDatabase.write(ShopProfile.demo(), file);

        List<String> conversions = new ArrayList<>();
        List<String> days = new ArrayList<>();
        try (Connection connection = SampleShop.open(file); Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "select conv_id from conversions order by conv_date, conv_time")) {
                while (row.next()) {
                    conversions.add(row.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select min(session_id) from session_sources group by event_date order by event_date")) {
                while (row.next()) {
                    days.add(row.getString(1));
                }
            }
        }

        assertThat(ascents(conversions)).isBetween(900, 1_100);
        assertThat(ascents(days)).isBetween(8, 21);
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> SampleDatabase.write(small(1), folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(folder + ": this is a folder; the sample database needs the name of a file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.db", "shop.db-wal", "shop.db-journal"})
    void leavesWhatIsThereAsItIs(String name) throws Exception {
        Files.writeString(folder.resolve(name), "a shop's");

        assertThatThrownBy(() -> SampleDatabase.write(small(1), folder.resolve("shop.db")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContainingAll(folder.resolve(name).toString(), "is there already", "name another file");

        assertThat(folder.toFile().list()).containsExactly(name);
        assertThat(folder.resolve(name)).hasContent("a shop's");
    }

    @Test
    void startsAfreshAfterAnInterruption() throws Exception {
        Path file = folder.resolve("shop.db");
        Files.writeString(folder.resolve("shop.db.part"), "cut off in the middle");

        SampleDatabase.write(small(1), file);

        assertThat(count(file, "select count(*) from conversions")).isEqualTo(100);
        assertThat(folder.toFile().list()).containsExactly("shop.db");
    }

    @Test
    void makesMissingFolders() throws Exception {
        Path file = folder.resolve("data/sample/shop.db");

        SampleDatabase.write(small(1), file);

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void writesEmptyTablesForAShopWithoutVisitors() throws Exception {
        ShopProfile demo = ShopProfile.demo();
        ShopProfile empty = new ShopProfile(
                1, demo.firstDay(), 2, 0, 0, 1, 4);

        assertThat(SampleDatabase.write(empty, folder.resolve("shop.db")))
                .isEqualTo(new SampleDatabase.Counts(0, 0, 0, 0));
    }

    private static ShopProfile small(long seed) {
        ShopProfile demo = ShopProfile.demo();
        return new ShopProfile(seed, demo.firstDay(), 7, 100, 900, 3, 20);
    }

    private static int ascents(List<String> keys) {
        int ascents = 0;
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i).compareTo(keys.get(i - 1)) > 0) {
                ascents++;
            }
        }
        return ascents;
    }

    private static List<String> columns(Path file, String table) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Connection connection = SampleShop.open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma table_info(" + table + ")")) {
            while (row.next()) {
                columns.add(row.getString("name") + " " + row.getString("type").toLowerCase(Locale.ROOT) + " "
                        + row.getInt("notnull") + (row.getInt("pk") == 1 ? " key" : ""));
            }
        }
        return columns;
    }

    private static int count(Path file, String sql) throws Exception {
        try (Connection connection = SampleShop.open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
