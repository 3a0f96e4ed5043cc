package herald.local.stack.lambda;

import herald.local.template.spec.FunctionSpec;
import java.nio.file.Path;

/**
 * A function that is ready to be started.
 *
 * @param taskRoot where its code is
 * @param nativeClient the runtime client's native library, unpacked
 */
record Deployment(FunctionSpec function, LambdaSettings settings, Path taskRoot, Path nativeClient) {}
