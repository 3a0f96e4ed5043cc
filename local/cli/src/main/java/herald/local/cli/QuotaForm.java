package herald.local.cli;

import herald.local.stack.StartRefusal;
import herald.local.stack.gateway.Quotas;
import herald.local.stack.weather.Profile;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of the {@link UpForm} that is about what an AWS account may ask in a second, or at one time. */
final class QuotaForm {

    @Option(
            names = "--request-rate",
            paramLabel = "N",
            description = "throttle upgrades, messages and @connections, added up, to N a second (default: 10000)")
    private @Nullable Integer requestRate;

    @Option(names = "--request-burst", paramLabel = "N", description = "and let bursts of N through (default: 5000)")
    private @Nullable Integer requestBurst;

    @Option(names = "--connect-rate", paramLabel = "N", description = "throttle upgrades to N a second (default: 500)")
    private @Nullable Integer connectRate;

    @Option(names = "--post-rate", paramLabel = "N", description = "throttle @connections alone to N requests a second")
    private @Nullable Integer postRate;

    @Option(names = "--post-burst", paramLabel = "N", description = "and let bursts of N through")
    private @Nullable Integer postBurst;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "throttle invocations beyond N at one time, and beyond a function's reserved concurrency,"
                    + " as Lambda does (there 1000); without it they wait until this machine is free")
    private @Nullable Integer concurrency;

    QuotaForm() {}

    /** @throws StartRefusal naming the option and what is wrong with it */
    Quotas checked() throws StartRefusal {
        Quotas ofAws = Quotas.ofAws();
        return new Quotas(
                positive("--request-rate", requestRate).orElse(ofAws.requestRate()),
                positive("--request-burst", requestBurst).orElse(ofAws.requestBurst()),
                positive("--connect-rate", connectRate).orElse(ofAws.connectRate()),
                positive("--post-rate", postRate),
                positive("--post-burst", postBurst));
    }

    /** @throws StartRefusal naming the option and what is wrong with it */
    OptionalInt concurrency(Profile weather) throws StartRefusal {
        OptionalInt asked = positive("--concurrency", concurrency);
        return asked.isPresent() ? asked : weather.concurrency();
    }

    private static OptionalInt positive(String option, @Nullable Integer value) throws StartRefusal {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value <= 0) {
            throw new StartRefusal(option + " must be more than 0, not " + value);
        }
        return OptionalInt.of(value);
    }
}
