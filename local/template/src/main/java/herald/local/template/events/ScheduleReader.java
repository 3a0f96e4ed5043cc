package herald.local.template.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.rules.calendar.ScheduleExpression;
import herald.local.template.functions.CallSites;
import herald.local.template.functions.Callees;
import herald.local.template.functions.Callees.Callee;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.ScheduleSpec;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.values.Arns;
import herald.local.template.values.Properties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Schedule} events of SAM functions (AWS docs, SAM, "Schedule"; CloudFormation, {@code AWS::Events::Rule}). The
 * permission for EventBridge to invoke the function is SAM's to make, and so not looked for.
 */
public final class ScheduleReader {

    private static final Set<String> PROPERTIES =
            Set.of("DeadLetterConfig", "Description", "Enabled", "Input", "Name", "RetryPolicy", "Schedule", "State");

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 512;
    private static final int LONGEST_INPUT = 8192;

    /** AWS docs, Lambda, "Configuring error handling settings for asynchronous invocations". */
    private static final int MOST_RETRIES = 2;

    private static final int LONGEST_AGE_SECONDS = 6 * 60 * 60;
    private static final int SHORTEST_AGE_SECONDS = 60;

    /** AWS docs, EventBridge, "How EventBridge retries delivering events". */
    private static final int MOST_DELIVERY_RETRIES = 185;

    private static final int LONGEST_DELIVERY_SECONDS = 24 * 60 * 60;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Arns arns;
    private final Callees callees;
    private final CallSites calls;
    private final Findings findings;
    private final Map<String, String> idsByName = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();

    public ScheduleReader(Arns arns, Callees callees, CallSites calls, Findings findings) {
        this.arns = arns;
        this.callees = callees;
        this.calls = calls;
        this.findings = findings;
    }

    public List<ScheduleSpec> read(List<FunctionEvent> events, Map<String, QueueSpec> queues) {
        var schedules = new ArrayList<ScheduleSpec>();
        for (var event : events) {
            if (event.type().equals(FunctionEvent.SCHEDULE)) {
                findings.step(() -> checkDeadLetters(event.properties(), queues));
                findings.tried(() -> schedule(event)).ifPresent(schedules::add);
            }
        }
        return List.copyOf(schedules);
    }

    private ScheduleSpec schedule(FunctionEvent event) {
        var properties = event.properties();
        properties.only(PROPERTIES, "a Schedule event");
        checkDescription(properties);
        checkRetryPolicy(properties);
        var function = event.function();
        // SAM wires its events to the alias that it publishes.
        calls.add(new Callee(function.id(), callees.published(function.id())), properties.origin());
        tellWhatIsDropped(function.properties());
        var invocations = invocations(function.properties());
        return new ScheduleSpec(
                event.id(),
                function.id(),
                arns.rule(name(event)),
                expression(properties),
                input(properties),
                enabled(properties),
                invocations
                        .map(config -> config.integer("MaximumRetryAttempts", 0, MOST_RETRIES, MOST_RETRIES))
                        .orElse(MOST_RETRIES),
                invocations
                        .flatMap(config ->
                                config.seconds("MaximumEventAgeInSeconds", SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS))
                        .orElse(Duration.ofSeconds(LONGEST_AGE_SECONDS)));
    }

    private String name(FunctionEvent event) {
        var properties = event.properties();
        var name = properties.text("Name").orElseGet(() -> arns.generatedName(event.id(), LONGEST_NAME));
        if (!name.matches("[.A-Za-z0-9_-]{1," + LONGEST_NAME + "}")) {
            throw properties.refusal("Name", name + " is no name: 1 to 64 letters, digits, ., - and _");
        }
        var other = idsByName.put(name, event.id());
        if (other != null) {
            throw properties.refusal("Name", "is the name of " + other + " too");
        }
        return name;
    }

    private static ScheduleExpression expression(Properties properties) {
        try {
            return ScheduleExpression.parse(properties.requiredText("Schedule"));
        } catch (IllegalArgumentException wrong) {
            throw properties.refusal("Schedule", String.valueOf(wrong.getMessage()));
        }
    }

    private static Optional<String> input(Properties properties) {
        var input = properties.text("Input");
        input.ifPresent(text -> {
            if (text.length() > LONGEST_INPUT) {
                throw properties.refusal(
                        "Input", "has " + text.length() + " characters, and EventBridge takes " + LONGEST_INPUT);
            }
            if (!isJson(text)) {
                throw properties.refusal("Input", "is not JSON, and has to be (a text needs its quotes)");
            }
        });
        return input;
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean enabled(Properties properties) {
        if (properties.has("Enabled")) {
            properties.refuse("State", "says what Enabled says; SAM takes one of them");
        }
        return properties.has("State")
                ? properties.oneOf("State", List.of("ENABLED", "DISABLED")).equals("ENABLED")
                : properties.flag("Enabled", true);
    }

    private static void checkDescription(Properties properties) {
        properties.text("Description").ifPresent(description -> {
            if (description.length() > LONGEST_DESCRIPTION) {
                throw properties.refusal("Description", "has more than " + LONGEST_DESCRIPTION + " characters");
            }
        });
    }

    /** Checks the retries on the way to Lambda, not of the function; that way does not fail here, so none is read. */
    private static void checkRetryPolicy(Properties properties) {
        properties.map("RetryPolicy").ifPresent(policy -> {
            policy.only(Set.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts"), "RetryPolicy");
            policy.integer("MaximumRetryAttempts", 0, MOST_DELIVERY_RETRIES);
            policy.seconds("MaximumEventAgeInSeconds", SHORTEST_AGE_SECONDS, LONGEST_DELIVERY_SECONDS);
        });
    }

    /** Checks the queue for what did not get to Lambda: it stays empty here, but EventBridge has to take it. */
    private static void checkDeadLetters(Properties properties, Map<String, QueueSpec> queues) {
        properties.map("DeadLetterConfig").ifPresent(config -> {
            config.only(Set.of("Arn", "QueueLogicalId", "Type"), "DeadLetterConfig");
            var own = "asks SAM to make a queue, which is not supported by the stand-in; name one of yours by Arn";
            config.refuseToRun("Type", own);
            config.refuseToRun("QueueLogicalId", own);
            var arn = config.requiredText("Arn");
            var queue = queues.values().stream()
                    .filter(each -> each.arn().equals(arn))
                    .findFirst()
                    .orElseThrow(() -> noQueue(config, arn));
            if (queue.fifo()) {
                throw config.refusal("Arn", queue.id() + " is a FIFO queue, and EventBridge takes a standard one");
            }
        });
    }

    private static TemplateRefusal noQueue(Properties config, String arn) {
        var sentence = arn + " is no ARN of a queue of this template";
        return arn.startsWith("arn:") ? config.notRun("Arn", sentence) : config.refusal("Arn", sentence);
    }

    private static Optional<Properties> invocations(Properties function) {
        var config = function.map("EventInvokeConfig");
        config.ifPresent(each -> each.only(
                Set.of("DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"), "EventInvokeConfig"));
        return config;
    }

    private void tellWhatIsDropped(Properties function) {
        var dropped = "has no part in a local run: an event that fails to the last is dropped, and the console says so";
        if (function.has("DeadLetterQueue")) {
            tell(function.origin("DeadLetterQueue").says(dropped));
        }
        function.map("EventInvokeConfig")
                .filter(config -> config.has("DestinationConfig"))
                .ifPresent(config -> tell(config.origin("DestinationConfig").says(dropped)));
    }

    /** Tells it once of each function, however many schedules it has. */
    private void tell(String notice) {
        if (told.add(notice)) {
            findings.notice(notice);
        }
    }
}
