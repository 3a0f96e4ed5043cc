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
final class Authorizers {

    private final GatewaySettings settings;
    private final Unsettled unsettled;
    private final Integrations integrations;

    Authorizers(GatewaySettings settings, Unsettled unsettled, Integrations integrations) {
        this.settings = settings;
        this.unsettled = unsettled;
        this.integrations = integrations;
    }

    /** An upgrade, to be judged by the authorizer of its route. */
    record Question(ApiSpec.Authorizer authorizer, Occasion occasion, Upgrade upgrade) {}

    /** {@code then} runs once: on {@code executor}, or at once if nobody need be asked. */
    void decide(Question question, Executor executor, Consumer<Decision> then) {
        ApiSpec.Authorizer authorizer = question.authorizer();
        Optional<String> lacking = authorizer.identitySources().stream()
                .filter(source -> !present(source, question))
                .findFirst();
        if (lacking.isPresent()) {
            then.accept(Decision.lacking(lacking.get()));
            return;
        }
        String methodArn = methodArn(question.occasion().caller().stage());
        byte[] event = ProxyEvent.authorizer(question.occasion(), question.upgrade(), methodArn);
        integrations.make(
                new Integrations.Call(
                        authorizer.function(), "authorizer " + authorizer.name(), event, Limits.INTEGRATION_TIMEOUT),
                executor,
                answer -> then.accept(Decision.of(answer, methodArn, unsettled.textualAuthorizerValues())));
    }

    /** Of the two other kinds that AWS has, stage variables are looked up and {@code context.…} is always there. */
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
        return "arn:aws:execute-api:%s:%s:%s/%s/%s"
                .formatted(
                        settings.region(), settings.account(), stage.api().apiId(), stage.name(), ServedStage.CONNECT);
    }
}
