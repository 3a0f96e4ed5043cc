package herald.e2e.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints each record; reports as failed, on its first receive, the one whose body starts with {@code once}. */
public final class OrderHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        List<Map<String, Object>> failures = new ArrayList<>();
        for (Object each : (List<?>) event.get("Records")) {
            Map<?, ?> record = (Map<?, ?>) each;
            Map<?, ?> attributes = (Map<?, ?>) record.get("attributes");
            boolean first = "1".equals(attributes.get("ApproximateReceiveCount"));
            if (!failures.isEmpty() || (first && record.get("body").toString().startsWith("once"))) {
                failures.add(Map.of("itemIdentifier", record.get("messageId")));
            } else {
                System.out.println("order " + attributes.get("MessageGroupId") + " " + record.get("body") + " "
                        + record.get("eventSourceARN"));
            }
        }
        return Map.of("batchItemFailures", failures);
    }
}
