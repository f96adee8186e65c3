package io.ihcattribution.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** What a file system refuses, in words: Java's own faults have the file for a message, and the rest in their name. */
public final class FileFault {

    private FileFault() {}

    /** What is the matter, with the file and what is in the way; it goes on after a colon. */
    public static String sentence(IOException fault) {
        return sentence(fault, Files::isWritable);
    }

    /** The same of a file that the fault may not name. */
    public static String sentence(Path file, IOException fault) {
        String sentence = sentence(fault);
        return sentence.contains(file.toString()) ? sentence : file + ": " + sentence;
    }

    /** @param isWritable whether this process may write into a folder that exists */
    static String sentence(IOException fault, Predicate<Path> isWritable) {
        if (!(fault instanceof FileSystemException refused) || refused.getFile() == null) {
            String message = String.valueOf(fault.getMessage());
            return message.equals("Is a directory") ? "this is a folder; expected a file"
                    : message.contains("No space left") || message.contains("File too large")
                            ? message + "; the disk is full: make room" : message;
        }
        Path file = Path.of(refused.getFile());
        if (fault instanceof NoSuchFileException || "Not a directory".equals(refused.getReason())) {
            return missing(file, isWritable);
        }
        if (fault instanceof AccessDeniedException) {
            return denied(file);
        }
        if (fault instanceof FileAlreadyExistsException) {
            return file + " is there already" + (Files.isDirectory(file) ? ", as a folder" : "");
        }
        if (fault instanceof DirectoryNotEmptyException) {
            return file + " is a folder that is not empty; expected a file, or nothing";
        }
        if (fault instanceof NotDirectoryException) {
            return file + " is a file; expected a folder";
        }
        return file + ": " + (refused.getReason() == null ? "cannot be used" : refused.getReason());
    }

    /** A file is missing where nobody could make it, too: that is what has to be told. */
    private static String missing(Path file, Predicate<Path> isWritable) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(parent) && isWritable.test(parent)) {
            return file + " is not there";
        }
        while (parent.getParent() != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return Files.isDirectory(parent)
                ? isWritable.test(parent) ? file + " is not there, nor is its folder" : denied(parent)
                : parent + " is a file; expected a folder";
    }

    private static String denied(Path path) {
        return path + ": permission denied; the user \"" + System.getProperty("user.name")
                + "\" has to be allowed to read and write it";
    }
}
