package herald.local.stack.access;

import herald.local.rules.iam.Grant;
import herald.local.rules.iam.Grants;
import herald.local.rules.iam.Need;
import herald.local.rules.iam.PolicyDecision;
import herald.local.rules.iam.Region;
import herald.local.rules.iam.Sentence;
import herald.local.rules.iam.Statement;
import herald.local.stack.wire.Credentials;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets calls through that are signed rightly, by a function whose role allows them or by {@link Credentials#PERSON},
 * who may do everything. Thread-safe; answers at once.
 */
public final class Access {

    private final Region region;
    private final List<Credentials> known;
    private final Map<String, String> functionsByKey = new HashMap<>();
    private final Grants grants;
    private final Denials denials;
    private final GrantCounts usage = new GrantCounts();
    private final Map<String, Signatures> signatures = new ConcurrentHashMap<>();

    /**
     * The access of functions, whose physical names are given by logical id.
     *
     * @param told gets, for each kind of denial once, the function's logical id and what its role lacks
     */
    public Access(Region region, Map<String, String> functions, Grants grants, BiConsumer<String, String> told) {
        this.region = region;
        this.grants = grants;
        this.denials = new Denials(grants, told);
        functions.forEach((id, name) -> functionsByKey.put(
                Credentials.ofFunction(region.account(), name).accessKeyId(), id));
        this.known = Stream.concat(
                        functions.values().stream().map(name -> Credentials.ofFunction(region.account(), name)),
                        Stream.of(Credentials.PERSON))
                .toList();
    }

    public Region region() {
        return region;
    }

    /**
     * Returns what the call is answered instead, if it is not let through.
     *
     * @param service as a signature's scope names it
     * @param needs asked only of a call that is signed rightly
     * @throws IllegalArgumentException if the query is not properly percent-encoded
     */
    public Optional<AccessRefusal> refusal(String service, SignedCall call, Instant now, Supplier<List<Need>> needs) {
        Optional<AccessRefusal> unsigned = signatures
                .computeIfAbsent(service, name -> new Signatures(name, region.name(), known.stream()))
                .refusal(call, now);
        if (unsigned.isPresent()) {
            return unsigned;
        }
        Optional<Grant> caller = call.header("authorization")
                .flatMap(Signature::parse)
                .map(signature -> functionsByKey.get(signature.accessKeyId()))
                .map(grants.byFunction()::get);
        return caller.flatMap(grant -> needs.get().stream()
                .flatMap(need -> denial(grant, need).stream())
                .findFirst());
    }

    private Optional<AccessRefusal> denial(Grant grant, Need need) {
        PolicyDecision decision = grant.role().decide(need);
        return switch (decision) {
            case PolicyDecision.Unknown() -> Optional.empty();
            case PolicyDecision.Allowed(Statement by) -> {
                usage.add(grant.role(), by, need);
                yield Optional.empty();
            }
            case PolicyDecision.ImplicitlyDenied(), PolicyDecision.ExplicitlyDenied(Statement _) -> {
                denials.add(grant, need, decision);
                yield Optional.of(new AccessRefusal(AccessRefusal.DENIED, Sentence.of(region, grant, need, decision)));
            }
        };
    }

    /** Looks whether roles allow what Lambda does in their name, and tells what would be missing on AWS. */
    public void checkOwn() {
        for (Grant grant : grants.byFunction().values()) {
            for (Need need : grant.own()) {
                PolicyDecision decision = grant.role().decide(need);
                switch (decision) {
                    case PolicyDecision.Unknown() -> {}
                    case PolicyDecision.Allowed(Statement by) -> usage.add(grant.role(), by, need);
                    case PolicyDecision.ImplicitlyDenied(), PolicyDecision.ExplicitlyDenied(Statement _) ->
                        denials.addOwn(grant, need, decision);
                }
            }
        }
    }

    /** Tells how often what was denied has been. */
    public void tellCounts() {
        denials.tellCounts();
    }

    /** Returns how often what was granted has been used so far. */
    public GrantUse use(String template) {
        return GrantUse.of(template, grants, usage);
    }
}
