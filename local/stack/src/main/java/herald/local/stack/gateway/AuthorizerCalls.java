package herald.local.stack.gateway;

import herald.local.stack.gateway.ProxyEvent.Occasion;
import herald.local.template.spec.ApiSpec;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Asks REQUEST authorizers about upgrades. Every upgrade is a call: result caching does not exist for WebSocket APIs
 * (AWS API reference, {@code authorizerResultTtlInSeconds}). Thread-safe.
 */
final class AuthorizerCalls {

    private final GatewaySettings settings;
    private final Assumptions assumptions;
    private final IntegrationCalls integrations;

    AuthorizerCalls(GatewaySettings settings, Assumptions assumptions, IntegrationCalls integrations) {
        this.settings = settings;
        this.assumptions = assumptions;
        this.integrations = integrations;
    }

    /** An upgrade, to be judged by the authorizer of its route. */
    record Question(ApiSpec.Authorizer authorizer, Occasion occasion, Upgrade upgrade) {}

    /** Decides; {@code then} runs once: on {@code executor}, or at once if nobody need be asked. */
    void decide(Question question, Executor executor, Consumer<AuthorizerDecision> then) {
        ApiSpec.Authorizer authorizer = question.authorizer();
        Optional<String> lacking = authorizer.identitySources().stream()
                .filter(source -> !present(source, question))
                .findFirst();
        if (lacking.isPresent()) {
            then.accept(AuthorizerDecision.lacking(lacking.get()));
            return;
        }
        String methodArn = methodArn(question.occasion().caller().stage());
        byte[] event = ProxyEvent.authorizer(question.occasion(), question.upgrade(), methodArn);
        integrations.make(
                new IntegrationCalls.Call(
                        authorizer.function(),
                        "authorizer " + authorizer.name(),
                        event,
                        GatewayLimits.INTEGRATION_TIMEOUT),
                executor,
                answer -> then.accept(AuthorizerDecision.of(answer, methodArn, assumptions.textualAuthorizerValues())));
    }

    /** Returns whether it is there. Stage variables are looked up too, and {@code context.…} always is. */
    private static boolean present(String source, Question question) {
        String name = source.substring(source.lastIndexOf('.') + 1);
        if (source.startsWith("route.request.header.")) {
            return question.upgrade()
                    .header(name)
                    .filter(value -> !value.isEmpty())
                    .isPresent();
        }
        if (source.startsWith("route.request.querystring.")) {
            return question.upgrade()
                    .parameter(name)
                    .filter(value -> !value.isEmpty())
                    .isPresent();
        }
        if (source.startsWith("stageVariables.")) {
            return question.occasion().caller().stage().stage().variables().containsKey(name);
        }
        return true;
    }

    private String methodArn(ServedStage stage) {
        String resource = stage.api().apiId() + "/" + stage.name() + "/" + ServedStage.CONNECT;
        return settings.region().arn("execute-api", resource);
    }
}
