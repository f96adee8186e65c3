package io.ihcattribution.journey;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Values in a temporary file, in the order added, for what does not fit in the memory. The file goes when it is closed.
 * Not for several threads.
 *
 * @param <T> what is kept
 */
public final class DiskSpool<T> implements Iterable<T>, AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int READ_BUFFER = 1 << 14;

    private final FileChannel file;
    private final DataOutputStream out;
    private final Writer<T> writer;
    private final Reader<T> reader;
    private long size;

    /** Writes a value. */
    public interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads the value that was written. */
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    /**
     * @param folder where the file is to be
     * @throws UncheckedIOException if the folder cannot be written to
     */
    public DiskSpool(Path folder, Writer<T> writer, Reader<T> reader) {
        this.writer = writer;
        this.reader = reader;
        try {
            // What clears the machine's temporary folder of old files may have removed it.
            Path path = Files.createTempFile(Files.createDirectories(folder), "spool-", ".tmp");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
    }

    /** @throws UncheckedIOException if the disk does not take it */
    public void add(T value) {
        try {
            writer.write(value, out);
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values in the order added, as many as there are now. */
    @Override
    public Iterator<T> iterator() {
        return iterator(0, size);
    }

    /** The place behind the last value, from which those that are added next can be read, see {@link #iterator}. */
    long end() {
        try {
            out.flush();
            return file.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Some of the values, in the order added.
     *
     * @param from the place of the first
     * @param count how many there are
     */
    Iterator<T> iterator(long from, long count) {
        end();
        DataInputStream in = new DataInputStream(new BufferedInputStream(new From(from), READ_BUFFER));
        return new Iterator<>() {
            private long left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public T next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                left--;
                try {
                    return reader.read(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads by position, so that the place where the next value is written stays what it is. */
    private final class From extends InputStream {

        private long position;

        From(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, from, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
