package herald.bench.codec;

/** How far the JVM compiles. */
enum Compiler {
    /** As long as it takes, as an environment does that lives for minutes. */
    C2(4),
    /** As a young environment has it. */
    C1(1);

    private final int level;

    Compiler(int level) {
        this.level = level;
    }

    /** For {@code -XX:TieredStopAtLevel}. */
    int level() {
        return level;
    }
}
