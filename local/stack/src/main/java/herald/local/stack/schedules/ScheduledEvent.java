package herald.local.stack.schedules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import herald.local.template.spec.ScheduleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The event that EventBridge sends when a rule of an account in a Region fires (AWS docs, EventBridge, "Scheduled
 * Event"), or the rule's constant in its place.
 */
record ScheduledEvent(ScheduleSpec spec, String region, String account) {

    /** @param time when it was due, by the stack's clock, in whole seconds */
    byte[] at(Instant time) {
        return spec.input().orElseGet(() -> event(time)).getBytes(StandardCharsets.UTF_8);
    }

    private String event(Instant time) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", account);
        event.put("time", time.toString());
        event.put("region", region);
        event.putArray("resources").add(spec.arn());
        event.putObject("detail");
        return event.toString();
    }
}
