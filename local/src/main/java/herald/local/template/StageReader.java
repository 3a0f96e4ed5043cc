package herald.local.template;

import herald.local.template.ApiSpec.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::ApiGatewayV2::Stage} and the {@code Deployment} that one without {@code AutoDeploy} needs. */
final class StageReader {

    private final Resources resources;
    private final Physical physical;
    private final ApiIds apis;
    private final Endpoints endpoints;

    StageReader(Resources resources, Physical physical, ApiIds apis, Endpoints endpoints) {
        this.resources = resources;
        this.physical = physical;
        this.apis = apis;
        this.endpoints = endpoints;
    }

    /** @return by API id */
    Map<String, List<Stage>> read() {
        var deployments = new LinkedHashMap<String, Resource>();
        for (var deployment : resources.of(ResourceTypes.DEPLOYMENT)) {
            apis.require(deployment.properties());
            deployments.put(physical.shortId(deployment.declared()), deployment);
        }
        var byApi = new LinkedHashMap<String, List<Stage>>();
        var names = new LinkedHashMap<String, String>();
        for (var resource : resources.of(ResourceTypes.STAGE)) {
            var properties = resource.properties();
            var apiId = apis.require(properties);
            checkDeployment(properties, apiId, deployments);
            var stage = new Stage(name(properties), variables(properties));
            var other = names.put(stage.name(), resource.id());
            if (other != null) {
                throw properties.refusal(
                        "StageName",
                        stage.name() + " is the name of " + other
                                + " already, and every stage of a template shares one host here");
            }
            byApi.computeIfAbsent(apiId, _ -> new ArrayList<>()).add(stage);
        }
        return byApi;
    }

    private static String name(Properties properties) {
        var name = properties.requiredText("StageName");
        if (name.equals("$default")) {
            throw properties.refusal("StageName", "a WebSocket API has no stage $default");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,128}")) {
            throw properties.refusal("StageName", name + " is no name: 1 to 128 letters, digits, - and _");
        }
        return name;
    }

    private void checkDeployment(Properties properties, String apiId, Map<String, Resource> deployments) {
        var auto = properties.flag("AutoDeploy", false);
        var id = properties.text("DeploymentId");
        if (auto && id.isPresent()) {
            throw properties.refusal("DeploymentId", "can't be set together with AutoDeploy");
        }
        if (!auto && id.isEmpty()) {
            throw properties.origin().refusal("has neither AutoDeploy: true nor DeploymentId, so nothing is deployed");
        }
        if (id.isPresent()) {
            var deployment = deployments.get(id.get());
            if (deployment == null) {
                throw properties.refusal("DeploymentId", id.get() + " is no deployment of this template");
            }
            if (!deployment.properties().requiredText("ApiId").equals(apiId)) {
                throw properties.refusal("DeploymentId", "is a deployment of another API");
            }
            checkDeployed(deployment, apiId);
        }
    }

    /** CloudFormation makes a deployment as soon as it can, and what is not there by then is not in it. */
    private void checkDeployed(Resource deployment, String apiId) {
        for (var route : resources.of(ResourceTypes.ROUTE)) {
            if (route.properties().text("ApiId").orElse("").equals(apiId)
                    && !resources.needs(deployment.id(), route.id())) {
                throw deployment
                        .origin()
                        .refusal(
                                "needs DependsOn " + route.id() + ", or that route may be missing from the deployment");
            }
        }
    }

    private Map<String, String> variables(Properties properties) {
        var variables = new LinkedHashMap<String, String>();
        properties.textMap("StageVariables").forEach((name, value) -> {
            var at = properties.map("StageVariables").orElseThrow().origin(name);
            if (!name.matches("[A-Za-z0-9_]+")) {
                throw at.refusal("is no name of a stage variable: letters, digits and _");
            }
            if (!value.matches("[A-Za-z0-9._~:/?#&=,-]*")) {
                throw at.refusal("'" + value + "' has characters that a stage variable can't have");
            }
            variables.put(name, endpoints.localised(value));
        });
        return variables;
    }
}
