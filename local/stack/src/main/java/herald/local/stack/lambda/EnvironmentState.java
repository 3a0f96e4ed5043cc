package herald.local.stack.lambda;

/** The states in the life of an {@link Environment}; the console shows the word. */
enum EnvironmentState {
    STARTING,
    IDLE,
    BUSY,
    GONE
}
