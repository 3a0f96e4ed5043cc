package herald.local.template.declarations;

import herald.local.template.values.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties that exist on AWS for each type that the stand-in runs, so that a misspelt one is found before it is
 * deployed (AWS docs, CloudFormation resource types, and the SAM specification; July 2026). Those without effect here
 * are accepted; those that would need something else are refused where they are read.
 */
public final class PropertyNames {

    private static final String SHARED_BY_FUNCTIONS = """
            Architectures CapacityProviderConfig CodeSigningConfigArn Description DurableConfig Environment
            EphemeralStorage FileSystemConfigs FunctionName FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers
            LoggingConfig MemorySize PackageType PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions
            Role Runtime RuntimeManagementConfig SnapStart Tags TenancyConfig Timeout VpcConfig
            """;

    private static final Map<String, Set<String>> NAMES = new LinkedHashMap<>();

    static {
        add(ResourceTypes.FUNCTION, SHARED_BY_FUNCTIONS + """
                AssumeRolePolicyDocument AutoPublishAlias AutoPublishAliasAllProperties AutoPublishCodeSha256 CodeUri
                DeadLetterQueue DeploymentPreference EventInvokeConfig Events FunctionUrlConfig ImageUri InlineCode
                PermissionsBoundary Policies PropagateTags ProvisionedConcurrencyConfig RolePath SourceKMSKeyArn
                Tracing VersionDeletionPolicy VersionDescription
                """);
        add(ResourceTypes.PLAIN_FUNCTION, SHARED_BY_FUNCTIONS + "Code DeadLetterConfig TracingConfig");
        add(ResourceTypes.VERSION, """
                CodeSha256 Description FunctionName FunctionScalingConfig ProvisionedConcurrencyConfig RuntimePolicy
                """);
        add(ResourceTypes.ALIAS, """
                Description FunctionName FunctionVersion Name ProvisionedConcurrencyConfig RoutingConfig
                """);
        add(ResourceTypes.PERMISSION, """
                Action EventSourceToken FunctionName FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID
                SourceAccount SourceArn
                """);
        add(ResourceTypes.EVENT_SOURCE, """
                AmazonManagedKafkaEventSourceConfig BatchSize BisectBatchOnFunctionError DestinationConfig
                DocumentDBEventSourceConfig Enabled EventSourceArn FilterCriteria FunctionName FunctionResponseTypes
                KmsKeyArn LoggingConfig MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts
                MetricsConfig ParallelizationFactor ProvisionedPollerConfig Queues ScalingConfig SelfManagedEventSource
                SelfManagedKafkaEventSourceConfig SourceAccessConfigurations StartingPosition StartingPositionTimestamp
                Tags Topics TumblingWindowInSeconds
                """);
        add(ResourceTypes.QUEUE, """
                ContentBasedDeduplication DeduplicationScope DelaySeconds FifoQueue FifoThroughputLimit
                KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod QueueName
                ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled Tags
                VisibilityTimeout
                """);
        add(ResourceTypes.TABLE, """
                AttributeDefinitions BillingMode ContributorInsightsSpecification DeletionProtectionEnabled
                GlobalSecondaryIndexes ImportSourceSpecification KeySchema KinesisStreamSpecification
                LocalSecondaryIndexes OnDemandThroughput PointInTimeRecoverySpecification ProvisionedThroughput
                ResourcePolicy SSESpecification StreamSpecification TableClass TableName Tags TimeToLiveSpecification
                VectorIndexes WarmThroughput
                """);
        add(ResourceTypes.SIMPLE_TABLE, """
                PointInTimeRecoverySpecification PrimaryKey ProvisionedThroughput SSESpecification TableName Tags
                """);
        addGateway();
        addAccess();
        addAlarms();
    }

    private PropertyNames() {}

    private static void addGateway() {
        add(ResourceTypes.WEB_SOCKET_API, """
                AccessLogSettings ApiKeySelectionExpression Auth DefaultRouteSettings Description
                DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings IpAddressType Name PropagateTags
                RouteSelectionExpression RouteSettings Routes StageName StageVariables Tags
                """);
        add(ResourceTypes.API, """
                ApiKeySelectionExpression BasePath Body BodyS3Location CorsConfiguration CredentialsArn Description
                DisableExecuteApiEndpoint DisableSchemaValidation FailOnWarnings IpAddressType Name ProtocolType
                RouteKey RouteSelectionExpression Tags Target Version
                """);
        add(ResourceTypes.ROUTE, """
                ApiId ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId ModelSelectionExpression
                OperationName RequestModels RequestParameters RouteKey RouteResponseSelectionExpression Target
                """);
        add(ResourceTypes.INTEGRATION, """
                ApiId ConnectionId ConnectionType ContentHandlingStrategy CredentialsArn Description IntegrationMethod
                IntegrationSubtype IntegrationType IntegrationUri PassthroughBehavior PayloadFormatVersion
                RequestParameters RequestTemplates ResponseParameters TemplateSelectionExpression TimeoutInMillis
                TlsConfig
                """);
        add(ResourceTypes.ROUTE_RESPONSE, """
                ApiId ModelSelectionExpression ResponseModels ResponseParameters RouteId RouteResponseKey
                """);
        add(ResourceTypes.STAGE, """
                AccessLogSettings AccessPolicyId ApiId AutoDeploy ClientCertificateId DefaultRouteSettings DeploymentId
                Description RouteSettings StageName StageVariables Tags
                """);
        add(ResourceTypes.DEPLOYMENT, "ApiId Description StageName");
        add(ResourceTypes.AUTHORIZER, """
                ApiId AuthorizerCredentialsArn AuthorizerPayloadFormatVersion AuthorizerResultTtlInSeconds
                AuthorizerType AuthorizerUri EnableSimpleResponses IdentitySource IdentityValidationExpression
                JwtConfiguration Name
                """);
    }

    private static void addAccess() {
        add(ResourceTypes.ROLE, """
                AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary
                Policies RoleName Tags
                """);
        add(ResourceTypes.MANAGED_POLICY, """
                Description Groups ManagedPolicyName Path PolicyDocument Roles Users
                """);
        add(ResourceTypes.POLICY, "Groups PolicyDocument PolicyName Roles Users");
        add(ResourceTypes.ROLE_POLICY, "PolicyDocument PolicyName RoleName");
    }

    private static void addAlarms() {
        add(ResourceTypes.ALARM, """
                ActionsEnabled AlarmActions AlarmDescription AlarmName ComparisonOperator DatapointsToAlarm Dimensions
                EvaluateLowSampleCountPercentile EvaluationCriteria EvaluationInterval EvaluationPeriods
                ExtendedStatistic InsufficientDataActions MetricName Metrics Namespace OKActions Period Statistic Tags
                Threshold ThresholdMetricId TreatMissingData Unit WarmUpConfiguration
                """);
    }

    private static void add(String type, String names) {
        NAMES.put(type, Set.copyOf(List.of(names.strip().split("\\s+", -1))));
    }

    public static boolean knows(String type) {
        return NAMES.containsKey(type);
    }

    static Set<String> types() {
        return NAMES.keySet();
    }

    /** Does nothing for a type that is read and ignored. */
    public static void check(String type, Properties properties) {
        var names = NAMES.get(type);
        if (names != null) {
            properties.only(names, type);
        }
    }
}
