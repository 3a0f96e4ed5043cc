package herald.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import herald.local.stack.gateway.SelfSigned;
import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.Place;
import herald.local.template.spec.QueueSpec;
import herald.local.template.spec.Template;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The notice of where everything is once it answers: for people, and as the {@code READY} line for programs. */
public record ReadyNotice(Place place, Optional<SelfSigned> certificate, URI dynamoDb, Template template) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An API's stage: where clients connect, and where functions post to them. */
    private record StageUrls(String api, String apiId, String stage, String webSocketUrl, String connectionsUrl) {}

    public String pageUrl() {
        return place.httpUrl() + "/";
    }

    /** Returns the {@code READY} line's object; its keys are a form that other programs rely on. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<StageUrls> fronts = fronts();
        if (!fronts.isEmpty()) {
            facts.put("webSocketUrl", fronts.getFirst().webSocketUrl());
            facts.put("connectionsUrl", fronts.getFirst().connectionsUrl());
        }
        facts.put("consoleUrl", consoleUrl());
        facts.put("pageUrl", pageUrl());
        facts.put("sqsUrl", place.sqs());
        facts.put("dynamodbUrl", dynamoDb.toString());
        certificate.ifPresent(own -> facts.put("certificate", own.pem().toString()));
        publishQueue().ifPresent(queue -> facts.put("publishQueueUrl", queue));
        facts.put("outputs", template.outputs());
        facts.put("queues", urls());
        facts.put("functions", names());
        facts.put("apis", fronts.stream().map(ReadyNotice::asMap).toList());
        return facts;
    }

    public String line() {
        return "READY " + json();
    }

    String json() {
        try {
            return JSON.writeValueAsString(facts());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns what functions get beside their own environment so that the SDK finds this machine. */
    Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("AWS_ENDPOINT_URL_SQS", place.sqs());
        endpoints.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        List<StageUrls> fronts = fronts();
        if (fronts.size() == 1) {
            // With several, only the template can say which one a function posts to.
            endpoints.put(
                    "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
                    fronts.getFirst().connectionsUrl());
        }
        return endpoints;
    }

    public void describe(PrintStream out) {
        out.println();
        out.println("  page        " + pageUrl());
        out.println("  console     " + consoleUrl());
        fronts().forEach(front -> out.println("  WebSocket   " + front.webSocketUrl()));
        urls().forEach((id, url) -> out.println("  queue       " + url + "  (" + id + ")"));
        out.println("  tables      " + dynamoDb);
        certificate.ifPresent(own -> out.println("  certificate " + own.pem()));
        out.println();
        if (publishQueue().isPresent()) {
            out.println("  Publish:    local/publish '{\"id\":\"1\",\"text\":\"hello\"}'");
        }
        out.println("  Stop:       Ctrl-C");
        out.println();
    }

    /** Returns the queue that the output says, else the only one that messages are meant to be sent to. */
    private Optional<String> publishQueue() {
        Optional<String> named = Optional.ofNullable(template.outputs().get("PublishQueueUrl"));
        if (named.isPresent()) {
            return named;
        }
        Set<String> deadLetterQueues = template.queues().values().stream()
                .flatMap(queue -> queue.redrive().stream())
                .map(QueueSpec.Redrive::deadLetterQueue)
                .collect(Collectors.toSet());
        List<String> others = template.queues().values().stream()
                .filter(queue -> !deadLetterQueues.contains(queue.id()))
                .map(QueueSpec::url)
                .toList();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    private String consoleUrl() {
        return place.httpUrl() + "/console";
    }

    private List<StageUrls> fronts() {
        List<StageUrls> fronts = new ArrayList<>();
        for (ApiSpec api : template.apis().values()) {
            for (ApiSpec.Stage stage : api.stages()) {
                fronts.add(new StageUrls(
                        api.id(),
                        api.apiId(),
                        stage.name(),
                        place.webSocketUrl() + "/" + stage.name(),
                        place.httpUrl() + "/" + stage.name()));
            }
        }
        return fronts;
    }

    private Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        template.queues().values().forEach(queue -> urls.put(queue.id(), queue.url()));
        return urls;
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (FunctionSpec function : template.functions().values()) {
            names.put(function.id(), function.name());
        }
        return names;
    }

    private static Map<String, String> asMap(StageUrls front) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("id", front.api());
        map.put("apiId", front.apiId());
        map.put("stage", front.stage());
        map.put("webSocketUrl", front.webSocketUrl());
        map.put("connectionsUrl", front.connectionsUrl());
        return map;
    }
}
