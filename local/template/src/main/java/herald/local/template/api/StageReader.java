package herald.local.template.api;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.Endpoints;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.ApiSpec.Stage;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::ApiGatewayV2::Stage} and the {@code Deployment} that one without {@code AutoDeploy} needs. */
public record StageReader(
        Resources resources, PhysicalNames physical, ApiIds apis, Endpoints endpoints, Findings findings) {

    /** Returns the stages by API id. */
    Map<String, List<Stage>> read() {
        var deployments = new LinkedHashMap<String, Resource>();
        for (var deployment : resources.of(ResourceTypes.DEPLOYMENT)) {
            deployments.put(physical.shortId(deployment.declared()), deployment);
            findings.tried(() -> apis.require(deployment.properties()))
                    .ifPresent(apiId -> findings.step(() -> checkRouted(deployment, apiId)));
        }
        var byApi = new LinkedHashMap<String, List<Stage>>();
        var names = new LinkedHashMap<String, Resource>();
        for (var resource : resources.of(ResourceTypes.STAGE)) {
            findings.step(() -> {
                var properties = resource.properties();
                var apiId = apis.require(properties);
                findings.step(() -> checkDeployment(properties, apiId, deployments));
                var stage = new Stage(name(properties), variables(properties));
                byApi.computeIfAbsent(apiId, _ -> new ArrayList<>()).add(stage);
                var other = names.putIfAbsent(stage.name(), resource);
                if (other != null) {
                    throw sameName(resource, other);
                }
            });
        }
        return byApi;
    }

    private static TemplateRefusal sameName(Resource stage, Resource other) {
        var sentence = "is the name of " + other.id() + " already, and every stage of a template shares one host here";
        var one = stage.properties();
        return one.text("ApiId").equals(other.properties().text("ApiId"))
                ? one.refusal("StageName", sentence)
                : one.notRun("StageName", sentence);
    }

    /** @throws TemplateRefusal if there is no stage, though one that was refused counts */
    void refuseNone(Resource api, String apiId) {
        if (ApiIds.partsOf(apiId, ResourceTypes.STAGE, resources).isEmpty()) {
            throw api.origin().refusal("has no AWS::ApiGatewayV2::Stage, so nobody could connect");
        }
    }

    /** CloudFormation makes a deployment as soon as it can, and API Gateway refuses one of an API without routes. */
    private void checkRouted(Resource deployment, String apiId) {
        var routes = ApiIds.partsOf(apiId, ResourceTypes.ROUTE, resources);
        if (!routes.isEmpty() && routes.stream().noneMatch(route -> resources.needs(deployment.id(), route.id()))) {
            throw deployment
                    .origin()
                    .refusal("needs DependsOn " + routes.getFirst().id()
                            + " and every other route, since there is nothing to deploy before there is a route");
        }
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
        if (!auto && id.isEmpty() && !isNamedByDeployment(properties, apiId, deployments)) {
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

    /** A deployment may name the stage, in place of the stage naming the deployment. */
    private static boolean isNamedByDeployment(Properties stage, String apiId, Map<String, Resource> deployments) {
        var name = stage.text("StageName");
        return deployments.values().stream()
                .map(Resource::properties)
                .anyMatch(deployment -> deployment.text("ApiId").orElse("").equals(apiId)
                        && deployment.has("StageName")
                        && deployment.text("StageName").equals(name));
    }

    /** CloudFormation makes a deployment as soon as it can, and what is not there by then is not in it. */
    private void checkDeployed(Resource deployment, String apiId) {
        for (var route : ApiIds.partsOf(apiId, ResourceTypes.ROUTE, resources)) {
            if (!resources.needs(deployment.id(), route.id())) {
                findings.refuse(
                        deployment.origin(),
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
