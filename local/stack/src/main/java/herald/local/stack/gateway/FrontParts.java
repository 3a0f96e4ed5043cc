package herald.local.stack.gateway;

import herald.local.stack.feed.Feed;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.services.CallsUnderway;
import herald.local.stack.surroundings.Surroundings;
import herald.local.stack.weather.StackClock;
import herald.local.template.spec.Template;
import java.util.function.Consumer;

/** The front's parts, each with those it uses, which the handlers of all channels share. Immutable, thread-safe. */
final class FrontParts {

    private final Assumptions assumptions;
    private final WebPages pages;
    private final Surroundings around;
    private final Ids ids = new Ids();
    private final OpenSockets sockets = new OpenSockets();
    private final Stages stages;
    private final IntegrationCalls integrations;
    private final AuthorizerCalls authorizers;
    private final Throttles throttles;
    private final MessageRoutes messages;
    private final Disconnects disconnects;
    private final ManagementApi management;
    private final ConnectionTimeouts timeouts;

    /** @throws herald.local.template.spec.TemplateRefusal if a route selection expression can't be understood */
    FrontParts(
            GatewaySettings settings,
            Assumptions assumptions,
            Template template,
            Gateway.Neighbours neighbours,
            Surroundings around) {
        this.assumptions = assumptions;
        this.pages = neighbours.pages();
        this.around = around;
        StackClock clock = around.clock();
        stages = Stages.of(template);
        integrations = new IntegrationCalls(neighbours.functions(), clock, around.feed());
        authorizers = new AuthorizerCalls(settings, assumptions, integrations);
        throttles = new Throttles(settings.quotas(), clock, around.feed());
        messages = new MessageRoutes(assumptions, integrations, throttles, ids, around);
        disconnects = new Disconnects(settings, integrations, clock, around.weather(), ids);
        management = new ManagementApi(throttles, neighbours.access(), stages, sockets, clock, around.weather());
        timeouts = new ConnectionTimeouts(settings, clock);
    }

    Assumptions assumptions() {
        return assumptions;
    }

    WebPages pages() {
        return pages;
    }

    Feed feed() {
        return around.feed();
    }

    StackClock clock() {
        return around.clock();
    }

    Consumer<UsageEvent> usage() {
        return around.usage();
    }

    CallsUnderway underway() {
        return around.underway();
    }

    Ids ids() {
        return ids;
    }

    OpenSockets sockets() {
        return sockets;
    }

    Stages stages() {
        return stages;
    }

    IntegrationCalls integrations() {
        return integrations;
    }

    AuthorizerCalls authorizers() {
        return authorizers;
    }

    Throttles throttles() {
        return throttles;
    }

    MessageRoutes messages() {
        return messages;
    }

    Disconnects disconnects() {
        return disconnects;
    }

    ManagementApi management() {
        return management;
    }

    ConnectionTimeouts timeouts() {
        return timeouts;
    }
}
