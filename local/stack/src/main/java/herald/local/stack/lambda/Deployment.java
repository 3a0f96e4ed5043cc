package herald.local.stack.lambda;

import herald.local.template.spec.FunctionSpec;
import java.nio.file.Path;

/** A function that is ready to be started: where its code is, and the runtime client's native library, unpacked. */
record Deployment(FunctionSpec function, LambdaSettings settings, Path taskRoot, Path nativeClient) {}
