package herald.local.stack.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/** Reports as failed each record whose body is {@code poison}. */
public final class EventsProbe implements RequestHandler<SQSEvent, SQSBatchResponse> {

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSBatchResponse.BatchItemFailure> failures = event.getRecords().stream()
                .filter(record -> record.getBody().equals("poison"))
                .map(record -> new SQSBatchResponse.BatchItemFailure(record.getMessageId()))
                .toList();
        return new SQSBatchResponse(failures);
    }
}
