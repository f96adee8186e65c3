package io.ihcattribution.embedded;

import io.ihcattribution.files.FileFault;
import io.ihcattribution.model.IhcParameterFile;
import io.ihcattribution.model.IhcParameters;
import io.ihcattribution.model.InvalidParameterFileException;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conversion types that the embedded service knows: those with a parameter file {@code <conversion type>.json} in
 * the folder, and, without a file, {@code default} and those in the settings, for which the shipped parameters serve.
 * A file that was replaced counts from the next request on.
 */
public final class ParameterFolder {

    /** The conversion type that is known in every set-up. */
    public static final String DEFAULT = "default";

    /** What can be a file's name everywhere, and never leaves the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private static final String ENDING = ".json";

    private final Path folder;
    private final Set<String> withoutFile;
    private final IhcParameterFile files = new IhcParameterFile();
    private final IhcParameters shipped = files.readShipped();
    private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

    /** Parameters with what the file looked like when they were read. */
    private record Loaded(String version, IhcParameters parameters) {}

    /**
     * The types of a folder.
     *
     * @param folder the folder of the parameter files; it may be missing
     * @param settings the conversion types that the settings name
     */
    public ParameterFolder(Path folder, String... settings) {
        this.folder = folder;
        this.withoutFile = Stream.concat(Stream.of(DEFAULT), Stream.of(settings)).collect(Collectors.toSet());
    }

    /**
     * The parameters of a conversion type; empty where it is not known.
     *
     * @throws InvalidParameterFileException with a sentence, where its file cannot be used
     */
    public Optional<IhcParameters> parameters(String convTypeId) {
        if (FILE_NAME.matcher(convTypeId).matches() && Files.isRegularFile(file(convTypeId))) {
            return Optional.of(read(file(convTypeId)));
        }
        return withoutFile.contains(convTypeId) ? Optional.of(shipped) : Optional.empty();
    }

    /**
     * The file of a conversion type, whether it is there or not.
     *
     * @throws IllegalArgumentException with a sentence, where the type's name cannot be a file's
     */
    public Path file(String convTypeId) {
        if (!FILE_NAME.matcher(convTypeId).matches()) {
            throw new IllegalArgumentException("conv_type_id: " + Quoted.of(convTypeId)
                    + " cannot name a parameter file; expected letters, digits, _, - and . only");
        }
        return folder.resolve(convTypeId + ENDING);
    }

    /** The sentences that say what is wrong with files of the folder; empty where all can be used. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
                all.forEach(file -> check(file, faults));
            } catch (IOException e) {
                faults.add(FileFault.sentence(folder, e));
            }
        }
        Collections.sort(faults);
        return faults;
    }

    private void check(Path file, List<String> faults) {
        try {
            files.read(file);
        } catch (InvalidParameterFileException e) {
            faults.add(e.getMessage());
        } catch (IOException e) {
            faults.add(FileFault.sentence(file, e) + "; expected a file with IHC parameters");
        }
    }

    private IhcParameters read(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            String version = now.fileKey() + " " + now.lastModifiedTime().toMillis() + " " + now.size();
            Loaded known = loaded.get(file);
            if (known == null || !known.version().equals(version)) {
                // Looked at before it is read: a file replaced in between is read again, never kept as the newer one.
                known = new Loaded(version, files.read(file));
                loaded.put(file, known);
            }
            return known.parameters();
        } catch (IOException e) {
            throw new InvalidParameterFileException(FileFault.sentence(file, e), e);
        }
    }
}
