package herald.bench.sample;

import herald.bench.rig.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A handler in a process of its own, called as Lambda would call it. */
sealed interface Handler extends AutoCloseable {

    Duration PATIENCE = Duration.ofMinutes(5);
    int BYTES = 200;

    /**
     * The end of a call.
     *
     * @param micros that it took
     * @param failures records that Herald wants back, or calls of the sample that did not return 200
     */
    record CallEnd(long micros, int failures) {

        static CallEnd parse(String line) {
            String[] words = line.split(" ", -1);
            return new CallEnd(Long.parseLong(words[1]), Integer.parseInt(words[2]));
        }
    }

    Child child();

    /** These messages, as the queue would bring them. */
    CallEnd publish(int messages) throws IOException, InterruptedException;

    @Override
    default void close() {
        child().close();
    }

    /** Makes one invocation with all of them. */
    record Herald(Child child) implements Handler {
        @Override
        public CallEnd publish(int messages) throws IOException, InterruptedException {
            return call("publish " + messages + " " + BYTES);
        }

        /** A message of the delivery queue, in base 64. */
        CallEnd deliver(String message) throws IOException, InterruptedException {
            return call("deliver " + message);
        }

        private CallEnd call(String order) throws IOException, InterruptedException {
            String line = child.ask(order, PATIENCE);
            // The handler's own log comes before.
            return CallEnd.parse(line.startsWith("done ") ? line : child.next("done ", PATIENCE));
        }
    }

    /** Makes a call for each. */
    record Sample(Child child) implements Handler {
        @Override
        public CallEnd publish(int messages) throws IOException, InterruptedException {
            String bodies = IntStream.range(0, messages)
                    .mapToObj(n -> "\"" + HeraldDriver.body(n, BYTES).replace("\"", "\\\"") + "\"")
                    .collect(Collectors.joining(","));
            return CallEnd.parse(child.ask("{\"messages\":[" + bodies + "]}", PATIENCE));
        }
    }
}
