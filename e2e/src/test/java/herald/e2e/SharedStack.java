package herald.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack with template.yaml as it stands for all tests that do not disturb it, started by the first that asks and
 * ended by JUnit after the last. A test class asks for it by a {@link RunningStack} parameter.
 */
final class SharedStack implements ParameterResolver {

    /** Classes that share it run one after the other, since each counts what its clients get. */
    static final String LOCK = "the shared stack";

    /** JUnit closes it with its root store, whether the tests passed or not. */
    private record Held(RunningStack stack) implements AutoCloseable {

        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStack.class))
                .computeIfAbsent(Held.class, key -> new Held(RunningStack.start()), Held.class)
                .stack();
    }
}
