package herald.local.stack.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Does what its event says: {@code {"do": "sleep", "with": "500"}}. */
public final class Probe implements RequestHandler<Map<String, String>, Object> {

    private static final AtomicLong BACKGROUND = new AtomicLong();

    @Override
    public Object handleRequest(Map<String, String> event, Context context) {
        String with = event.getOrDefault("with", "");
        try {
            return switch (event.getOrDefault("do", "")) {
                case "echo" -> with;
                case "throw" -> throw new IllegalStateException(with);
                case "exit" -> exit(Integer.parseInt(with));
                case "sleep" -> sleep(Long.parseLong(with));
                case "print" -> print(with.replace("$id", context.getAwsRequestId()));
                case "log" -> log(context, with);
                case "environment" -> System.getenv();
                case "arguments" -> ManagementFactory.getRuntimeMXBean().getInputArguments();
                case "context" -> context(context);
                case "large" -> "x".repeat(Integer.parseInt(with));
                case "pid" -> ProcessHandle.current().pid();
                case "count" -> count();
                case "counted" -> BACKGROUND.get();
                case "call" -> Calling.begin(with);
                case "call and give up" -> Calling.giveUp(with);
                case "call and wait" -> Calling.await(with);
                case "append" -> append(Path.of(with), context.getAwsRequestId());
                case "directory" -> List.of(Path.of("").toAbsolutePath().toString());
                default -> throw new IllegalArgumentException("unknown: " + event);
            };
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private static Object exit(int status) {
        System.exit(status);
        return status;
    }

    private static Object sleep(long milliseconds) throws InterruptedException {
        Thread.sleep(milliseconds);
        return ProcessHandle.current().pid();
    }

    private static Object print(String text) {
        System.out.println(text);
        return text;
    }

    private static Object log(Context context, String text) {
        context.getLogger().log(text);
        return text;
    }

    private static Object context(Context context) {
        return Map.of(
                "requestId", context.getAwsRequestId(),
                "arn", context.getInvokedFunctionArn(),
                "version", context.getFunctionVersion(),
                "remaining", context.getRemainingTimeInMillis());
    }

    /** Leaves a thread behind that counts milliseconds in which the process runs. */
    private static Object count() {
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                BACKGROUND.incrementAndGet();
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        return BACKGROUND.get();
    }

    private static Object append(Path file, String text) throws Exception {
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return text;
    }
}
