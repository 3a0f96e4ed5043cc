package herald.local.cli;

import herald.local.rules.prices.BadPrices;
import herald.local.rules.prices.BundledPrices;
import herald.local.rules.prices.Prices;
import herald.local.stack.Options;
import herald.local.stack.StartRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of the {@link UpForm} that is about costs. */
final class BillForm {

    @Option(
            names = "--bill",
            paramLabel = "FILE",
            description = "at the end, write what this would have cost on AWS into this file too, as JSON")
    private @Nullable Path file;

    @Option(names = "--no-bill", description = "print no bill at the end")
    private boolean unprinted;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "prices in place of those of us-east-1, all or some of them; docs/stand-in.md shows the form")
    private @Nullable Path prices;

    BillForm() {}

    Options.BillSettings checked() throws StartRefusal {
        Optional<Path> written = Optional.ofNullable(file).map(Path::toAbsolutePath);
        if (written.isPresent() && (Files.isDirectory(written.get()) || !Files.isDirectory(parent(written.get())))) {
            throw new StartRefusal("--bill: " + written.get() + " can't be written: it is a directory, or in none");
        }
        return new Options.BillSettings(checkedPrices(prices), !unprinted, written);
    }

    private static Path parent(Path absolute) {
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    private static Prices checkedPrices(@Nullable Path file) throws StartRefusal {
        if (file == null) {
            return BundledPrices.read();
        }
        try {
            return BundledPrices.read().overriddenBy(file.toString(), Files.readAllBytes(file));
        } catch (BadPrices wrong) {
            throw new StartRefusal("--prices: " + wrong.getMessage(), wrong);
        } catch (NoSuchFileException none) {
            throw new StartRefusal("--prices: " + file + ": there is no such file", none);
        } catch (IOException unreadable) {
            throw new StartRefusal("--prices: " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
