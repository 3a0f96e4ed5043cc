package herald.bench.codec;

/** The compiler at which the JVM stops. */
enum Compiler {
    /** The last one, as in an environment that lives for minutes. */
    C2(4),
    /** The first one, as in a young environment. */
    C1(1);

    private final int level;

    Compiler(int level) {
        this.level = level;
    }

    /** The value of {@code -XX:TieredStopAtLevel}. */
    int level() {
        return level;
    }
}
