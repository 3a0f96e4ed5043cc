package herald.local.stack.gateway;

import herald.local.stack.access.Access;
import herald.local.stack.feed.Feed;
import herald.local.stack.lambda.Functions;
import herald.local.stack.meter.UsageEvent;
import herald.local.stack.services.Underway;
import herald.local.stack.weather.StackClock;
import herald.local.stack.weather.Weather;
import herald.local.template.spec.Template;
import java.util.function.Consumer;

/** What the handlers of all channels share: the front's parts, each with those it uses. Immutable, thread-safe. */
final class Front {

    private final Unsettled unsettled;
    private final WebPages pages;
    private final Feed feed;
    private final StackClock clock;
    private final Consumer<UsageEvent> usage;
    private final Underway underway;
    private final Ids ids = new Ids();
    private final OpenSockets sockets = new OpenSockets();
    private final Stages stages;
    private final Integrations integrations;
    private final Authorizers authorizers;
    private final Throttles throttles;
    private final MessageRoutes messages;
    private final Disconnects disconnects;
    private final ManagementApi management;
    private final Lifespan lifespan;

    /** @throws herald.local.template.spec.Refusal if a route selection expression can't be understood */
    Front(
            GatewaySettings settings,
            Unsettled unsettled,
            Template template,
            Functions functions,
            WebPages pages,
            Feed feed,
            StackClock clock,
            Weather weather,
            Consumer<UsageEvent> usage,
            Access access,
            Underway underway) {
        this.unsettled = unsettled;
        this.pages = pages;
        this.feed = feed;
        this.clock = clock;
        this.usage = usage;
        this.underway = underway;
        stages = Stages.of(template);
        integrations = new Integrations(functions, clock, feed);
        authorizers = new Authorizers(settings, unsettled, integrations);
        throttles = new Throttles(settings.quotas(), clock, feed);
        messages = new MessageRoutes(unsettled, integrations, throttles, feed, clock, ids, usage);
        disconnects = new Disconnects(settings, integrations, clock, weather, ids);
        management = new ManagementApi(throttles, access, stages, sockets, clock, weather);
        lifespan = new Lifespan(settings, clock);
    }

    Unsettled unsettled() {
        return unsettled;
    }

    WebPages pages() {
        return pages;
    }

    Feed feed() {
        return feed;
    }

    StackClock clock() {
        return clock;
    }

    Consumer<UsageEvent> usage() {
        return usage;
    }

    Underway underway() {
        return underway;
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

    Integrations integrations() {
        return integrations;
    }

    Authorizers authorizers() {
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

    Lifespan lifespan() {
        return lifespan;
    }
}
