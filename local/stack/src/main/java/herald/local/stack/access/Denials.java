package herald.local.stack.access;

import herald.local.rules.iam.Grant;
import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.PolicyDecision;
import herald.local.rules.iam.Role;
import herald.local.rules.iam.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** The denials so far, of what and to whom: each told once with what is missing, and counted. Thread-safe. */
final class Denials {

    private static final String CONNECTIONS = "/@connections/";

    private record Denied(String function, String action, String resource) {}

    private final Grants grants;
    private final BiConsumer<String, String> told;
    private final Map<Denied, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param told gets the function's logical id and a sentence */
    Denials(Grants grants, BiConsumer<String, String> told) {
        this.grants = grants;
        this.told = told;
    }

    void add(Grant grant, Need need, PolicyDecision decision) {
        Denied denied = new Denied(grant.function(), need.action(), collapsed(need.resource()));
        LongAdder count = new LongAdder();
        LongAdder before = counts.putIfAbsent(denied, count);
        (before == null ? count : before).increment();
        if (before == null) {
            told.accept(
                    grant.function(),
                    "denied " + need.action() + " on " + denied.resource() + "; "
                            + missing(grant.role(), need, decision));
        }
    }

    /** Tells what Lambda itself would have to be allowed for the function. */
    void addOwn(Grant grant, Need need, PolicyDecision decision) {
        told.accept(
                grant.function(),
                "on AWS nothing is logged without " + need.action() + " on " + need.resource() + "; "
                        + missing(grant.role(), need, decision));
    }

    /** Tells how often what was told has happened in all, if that was more than once. */
    void tellCounts() {
        counts.forEach((denied, count) -> {
            if (count.sum() > 1) {
                told.accept(
                        denied.function(),
                        "denied " + denied.action() + " on " + denied.resource() + " " + count.sum() + " times in all");
            }
        });
    }

    private String missing(Role role, Need need, PolicyDecision decision) {
        if (decision instanceof PolicyDecision.ExplicitlyDenied explicit) {
            Statement.Name by = explicit.by().name();
            return role.id() + " has a statement that denies it: " + by
                    + (by.place().isEmpty() ? "" : " (" + by.place() + ")");
        }
        String unread = role.unread().isEmpty()
                ? ""
                : " (what " + String.join(", ", role.unread()) + " allows is not known here)";
        return role.id() + " has no statement that allows it: {Effect: Allow, Action: " + need.action() + ", Resource: "
                + grants.written(collapsed(need.resource())) + "}" + unread;
    }

    /** Returns one resource for all connections. */
    private static String collapsed(String resource) {
        int at = resource.indexOf(CONNECTIONS);
        return at < 0 ? resource : resource.substring(0, at) + CONNECTIONS + "*";
    }
}
