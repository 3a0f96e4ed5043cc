package herald.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent.RequestIdentity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An event of a WebSocket API's route. */
final class WebSocketEventReader {

    private WebSocketEventReader() {}

    static APIGatewayV2WebSocketEvent read(JsonFields json) throws IOException {
        var event = new APIGatewayV2WebSocketEvent();
        for (String field = json.first(); field != null; field = json.next()) {
            switch (field) {
                case "resource" -> event.setResource(json.text());
                case "path" -> event.setPath(json.text());
                case "httpMethod" -> event.setHttpMethod(json.text());
                case "headers" -> event.setHeaders(json.textsByName());
                case "multiValueHeaders" -> event.setMultiValueHeaders(json.listsByName());
                case "queryStringParameters" -> event.setQueryStringParameters(json.textsByName());
                case "multiValueQueryStringParameters" -> event.setMultiValueQueryStringParameters(json.listsByName());
                case "pathParameters" -> event.setPathParameters(json.textsByName());
                case "stageVariables" -> event.setStageVariables(json.textsByName());
                case "requestContext" -> event.setRequestContext(context(json));
                case "body" -> event.setBody(json.text());
                case "isBase64Encoded" -> event.setIsBase64Encoded(json.truth());
                default -> json.skip();
            }
        }
        return event;
    }

    private static @Nullable RequestContext context(JsonFields json) throws IOException {
        if (!json.enter()) {
            return null;
        }
        var context = new RequestContext();
        for (String field = json.next(); field != null; field = json.next()) {
            switch (field) {
                case "identity" -> context.setIdentity(identity(json));
                case "authorizer" -> context.setAuthorizer(json.values());
                case "connectedAt" -> context.setConnectedAt(json.number());
                case "requestTimeEpoch" -> context.setRequestTimeEpoch(json.number());
                default -> text(context, field, json);
            }
        }
        return context;
    }

    private static void text(RequestContext context, String field, JsonFields json) throws IOException {
        switch (field) {
            case "accountId" -> context.setAccountId(json.text());
            case "resourceId" -> context.setResourceId(json.text());
            case "stage" -> context.setStage(json.text());
            case "requestId" -> context.setRequestId(json.text());
            case "resourcePath" -> context.setResourcePath(json.text());
            case "httpMethod" -> context.setHttpMethod(json.text());
            case "apiId" -> context.setApiId(json.text());
            case "connectionId" -> context.setConnectionId(json.text());
            case "domainName" -> context.setDomainName(json.text());
            case "error" -> context.setError(json.text());
            case "eventType" -> context.setEventType(json.text());
            case "extendedRequestId" -> context.setExtendedRequestId(json.text());
            case "integrationLatency" -> context.setIntegrationLatency(json.text());
            case "messageDirection" -> context.setMessageDirection(json.text());
            case "messageId" -> context.setMessageId(json.text());
            case "requestTime" -> context.setRequestTime(json.text());
            case "routeKey" -> context.setRouteKey(json.text());
            case "status" -> context.setStatus(json.text());
            default -> json.skip();
        }
    }

    private static @Nullable RequestIdentity identity(JsonFields json) throws IOException {
        if (!json.enter()) {
            return null;
        }
        var identity = new RequestIdentity();
        for (String field = json.next(); field != null; field = json.next()) {
            switch (field) {
                case "cognitoIdentityPoolId" -> identity.setCognitoIdentityPoolId(json.text());
                case "accountId" -> identity.setAccountId(json.text());
                case "cognitoIdentityId" -> identity.setCognitoIdentityId(json.text());
                case "caller" -> identity.setCaller(json.text());
                case "apiKey" -> identity.setApiKey(json.text());
                case "sourceIp" -> identity.setSourceIp(json.text());
                case "cognitoAuthenticationType" -> identity.setCognitoAuthenticationType(json.text());
                case "cognitoAuthenticationProvider" -> identity.setCognitoAuthenticationProvider(json.text());
                case "userArn" -> identity.setUserArn(json.text());
                case "userAgent" -> identity.setUserAgent(json.text());
                case "user" -> identity.setUser(json.text());
                case "accessKey" -> identity.setAccessKey(json.text());
                default -> json.skip();
            }
        }
        return identity;
    }
}
