package herald.local.template.declarations;

import herald.local.template.facts.TypeFacts;
import herald.local.template.text.NameList;
import herald.local.template.text.Nearest;
import herald.local.template.text.Origin;
import java.util.Map;
import java.util.Set;

/** The resource types that the stand-in knows: those that it runs or checks, and those without a part in a run. */
public final class ResourceTypes {

    public static final String FUNCTION = "AWS::Serverless::Function";
    public static final String PLAIN_FUNCTION = "AWS::Lambda::Function";
    public static final String VERSION = "AWS::Lambda::Version";
    public static final String ALIAS = "AWS::Lambda::Alias";
    public static final String PERMISSION = "AWS::Lambda::Permission";
    public static final String EVENT_SOURCE = "AWS::Lambda::EventSourceMapping";
    public static final String QUEUE = "AWS::SQS::Queue";
    public static final String TABLE = "AWS::DynamoDB::Table";
    public static final String SIMPLE_TABLE = "AWS::Serverless::SimpleTable";
    public static final String WEB_SOCKET_API = "AWS::Serverless::WebSocketApi";
    public static final String API = "AWS::ApiGatewayV2::Api";
    public static final String ROUTE = "AWS::ApiGatewayV2::Route";
    public static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
    public static final String ROUTE_RESPONSE = "AWS::ApiGatewayV2::RouteResponse";
    public static final String STAGE = "AWS::ApiGatewayV2::Stage";
    public static final String DEPLOYMENT = "AWS::ApiGatewayV2::Deployment";
    public static final String AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
    public static final String ROLE = "AWS::IAM::Role";
    public static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
    public static final String POLICY = "AWS::IAM::Policy";
    public static final String ROLE_POLICY = "AWS::IAM::RolePolicy";
    public static final String LOG_GROUP = "AWS::Logs::LogGroup";
    public static final String ALARM = "AWS::CloudWatch::Alarm";

    /** The types that are read, their references checked, and that otherwise have no effect on one machine. */
    private static final Set<String> IGNORED = NameList.of("""
            AWS::Logs::LogGroup AWS::SQS::QueuePolicy AWS::Logs::LogStream AWS::Logs::MetricFilter
            AWS::Logs::QueryDefinition AWS::Logs::ResourcePolicy AWS::CloudWatch::AnomalyDetector
            AWS::CloudWatch::CompositeAlarm AWS::CloudWatch::Dashboard AWS::CloudWatch::InsightRule
            AWS::ApiGateway::Account AWS::ApiGatewayV2::IntegrationResponse AWS::ApiGatewayV2::Model
            AWS::ApplicationAutoScaling::ScalableTarget AWS::ApplicationAutoScaling::ScalingPolicy AWS::KMS::Alias
            AWS::KMS::Key AWS::Lambda::EventInvokeConfig AWS::Serverless::Connector AWS::CDK::Metadata
            """);

    private static final Map<String, String> INSTEAD = Map.of(
            "AWS::Lambda::Url", "function URLs are HTTP, and the stand-in runs WebSocket APIs",
            "AWS::Serverless::Api", "REST APIs are not run, only WebSocket APIs",
            "AWS::Serverless::HttpApi", "HTTP APIs are not run, only WebSocket APIs",
            "AWS::Serverless::Application", "nested stacks are not run",
            "AWS::CloudFormation::Stack", "nested stacks are not run",
            "AWS::Serverless::LayerVersion", "layers are not supported; put what is in it into the function's package",
            "AWS::Lambda::LayerVersion", "layers are not supported; put what is in it into the function's package",
            "AWS::Events::Rule", "of EventBridge, a function's events of type Schedule are run",
            "AWS::Scheduler::Schedule", "of EventBridge, a function's events of type Schedule are run",
            "AWS::DynamoDB::GlobalTable", "there is one Region here; AWS::DynamoDB::Table is run");

    private ResourceTypes() {}

    public static boolean isIgnored(String type) {
        return IGNORED.contains(type);
    }

    /** Returns whether the stand-in knows nothing of a type, so that what refers to it is unknown too. */
    public static boolean isUnsupported(String type) {
        return !isIgnored(type) && !PropertyNames.knows(type);
    }

    static void check(String type, Origin at) {
        if (!isUnsupported(type)) {
            return;
        }
        if (!isOneOfAws(type)) {
            throw at.refusal(type + " is no type of a resource" + Nearest.hint(type, PropertyNames.types()));
        }
        throw at.notRun(type + " is not supported by the stand-in"
                + (INSTEAD.containsKey(type) ? ": " + INSTEAD.get(type) : ""));
    }

    /** Returns whether there may be such a type: all are known of the namespaces that run here, the form of others. */
    private static boolean isOneOfAws(String type) {
        var parts = type.split("::", -1);
        if (parts.length < 2 || !parts[0].matches("AWS|Alexa|Custom|[A-Za-z0-9]{2,64}")) {
            return false;
        }
        if (!parts[0].equals("AWS")) {
            return parts[0].equals("Custom") || parts.length >= 3;
        }
        var known = parts.length == 3 ? TypeFacts.ALL.types().get(parts[1]) : null;
        return parts.length >= 3 && (known == null || known.contains(parts[2]));
    }
}
