package herald.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.access.Access;
import herald.local.stack.access.GrantUse;
import herald.local.stack.feed.Feed;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The access of this run: tells what is denied on the console and in the log, and, at the end, writes down what of the
 * grants was used.
 *
 * @param grants the directory for that, if anybody wants to know
 */
record RunAccess(Access access, Path template, Optional<Path> grants, PrintStream log) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The beginning of those lines of the log that tell of a denial. */
    private static final String MARK = "iam: ";

    static RunAccess of(Template template, Options options, Feed feed, PrintStream log) throws StartRefusal {
        if (options.output().grants().isPresent()) {
            make(options.output().grants().get());
        }
        Map<String, String> names =
                template.functions().values().stream().collect(Collectors.toMap(FunctionSpec::id, FunctionSpec::name));
        Access access = new Access(Addresses.REGION_AND_ACCOUNT, names, template.grants(), (function, denied) -> {
            feed.problem(function, denied);
            log.println(MARK + function + ": " + denied);
        });
        access.checkOwn();
        return new RunAccess(
                access, options.input().template(), options.output().grants(), log);
    }

    private static void make(Path directory) throws StartRefusal {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new StartRefusal("--grants: there can be no directory " + directory + ": " + failure, failure);
        }
    }

    /** Each stack writes a file of its own, so that several can end at one time. */
    @Override
    public void close() throws IOException {
        access.tellCounts();
        if (grants.isPresent()) {
            GrantUse use = access.use(template.toString());
            JSON.writeValue(
                    grants.get()
                            .resolve("grants-" + UUID.randomUUID() + ".json")
                            .toFile(),
                    use);
        }
    }
}
