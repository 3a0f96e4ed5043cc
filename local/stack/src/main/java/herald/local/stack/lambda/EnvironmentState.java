package herald.local.stack.lambda;

/** Where an {@link Environment} is in its life; the console shows the word. */
enum EnvironmentState {
    STARTING,
    IDLE,
    BUSY,
    GONE
}
