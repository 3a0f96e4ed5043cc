package herald.local.template.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An {@code AWS::Serverless::Function}.
 *
 * @param name physical name, {@code FunctionName} or a generated one
 * @param arn unqualified ARN
 * @param qualifier version or alias that callers are sent to, {@code $LATEST} when the template publishes none
 * @param handler {@code package.Class} or {@code package.Class::method}
 * @param code a jar, a zip, or a directory laid out as Lambda's task root; exists
 * @param environment the function's own variables, resolved; none of Lambda's
 * @param snapStart whether published versions are snapshots ({@code SnapStart: {ApplyOn: PublishedVersions}} and an
 *     alias)
 * @param reservedConcurrency most environments at one time, if the template reserves any
 */
public record FunctionSpec(
        String id,
        String name,
        String arn,
        String qualifier,
        String runtime,
        String handler,
        Path code,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        boolean snapStart,
        OptionalInt reservedConcurrency) {

    public FunctionSpec {
        environment = Ordered.copyOf(environment);
    }
}
