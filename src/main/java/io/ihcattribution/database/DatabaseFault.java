package io.ihcattribution.database;

import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database refuses, in words: SQLite's own have codes, and say what it did rather than what is the matter. */
public final class DatabaseFault {

    /** The lower byte of a code is its kind. */
    private static final int KIND = 0xff;

    private static final Set<Integer> IN_USE = Set.of(SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code, SQLiteErrorCode.SQLITE_PROTOCOL.code);

    private DatabaseFault() {}

    /** Whether another program holds the database for now. */
    public static boolean isInUse(Throwable fault) {
        return root(fault) instanceof SQLiteException sqlite && IN_USE.contains(sqlite.getResultCode().code & KIND);
    }

    /** What is the matter; it goes on after a colon. */
    public static String sentence(Throwable fault) {
        Throwable root = root(fault);
        if (!(root instanceof SQLiteException sqlite)) {
            return String.valueOf(root.getMessage());
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        String words = switch (SQLiteErrorCode.getErrorCode(code.code & KIND)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program has locked it";
            case SQLITE_READONLY -> "it may not be written: the file, its folder or the disk is read-only";
            case SQLITE_FULL -> "it cannot grow: the disk is full, or the file has reached its limit";
            case SQLITE_IOERR -> "the disk cannot read or write it";
            case SQLITE_CANTOPEN -> "its file cannot be opened: is it there, and may this user use it and its folder?";
            case SQLITE_CORRUPT -> "its file is damaged, or still being copied: restore it from a backup";
            case SQLITE_NOTADB -> "its file is no SQLite database";
            default -> null;
        };
        return words == null ? sqlite.getMessage().replaceFirst("^\\[\\w+] (SQL error or missing database )?", "")
                : words + " (" + code.name() + ")";
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
