package herald.e2e.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;

/** Allows the token {@code letmein}, denies {@code denied}, throws {@code Unauthorized} otherwise. */
public final class TokenAuthorizer implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Object token = ((Map<?, ?>) event.get("queryStringParameters")).get("token");
        if (!"letmein".equals(token) && !"denied".equals(token)) {
            throw new IllegalStateException("Unauthorized");
        }
        return Map.of(
                "principalId",
                "user-7",
                "context",
                Map.of("team", "blue", "level", 3),
                "policyDocument",
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Action",
                                "execute-api:Invoke",
                                "Effect",
                                "letmein".equals(token) ? "Allow" : "Deny",
                                "Resource",
                                event.get("methodArn")))));
    }
}
