package herald.local.template.roles;

import java.util.LinkedHashMap;
import java.util.Map;

/** SAM's policy templates that allow nothing of what is checked here, with their parameters. */
final class OtherPolicyTemplates {

    private static final String LINES = """
            AMIDescribePolicy
            AWSSecretsManagerGetSecretValuePolicy SecretArn
            AWSSecretsManagerRotationPolicy FunctionName
            AcmGetCertificatePolicy CertificateArn
            AthenaQueryPolicy WorkGroupName
            CloudFormationDescribeStacksPolicy
            CloudWatchDashboardPolicy
            CloudWatchDescribeAlarmHistoryPolicy
            CloudWatchPutMetricPolicy
            CodeCommitCrudPolicy RepositoryName
            CodeCommitReadPolicy RepositoryName
            CodePipelineLambdaExecutionPolicy
            CodePipelineReadOnlyPolicy PipelineName
            ComprehendBasicAccessPolicy
            CostExplorerReadOnlyPolicy
            EC2CopyImagePolicy ImageId
            EC2DescribePolicy
            EFSWriteAccessPolicy AccessPoint FileSystem
            EKSDescribePolicy
            EcsRunTaskPolicy TaskDefinition
            ElasticMapReduceAddJobFlowStepsPolicy ClusterId
            ElasticMapReduceCancelStepsPolicy ClusterId
            ElasticMapReduceModifyInstanceFleetPolicy ClusterId
            ElasticMapReduceModifyInstanceGroupsPolicy ClusterId
            ElasticMapReduceSetTerminationProtectionPolicy ClusterId
            ElasticMapReduceTerminateJobFlowsPolicy ClusterId
            ElasticsearchHttpPostPolicy DomainName
            EventBridgePutEventsPolicy EventBusName
            FirehoseCrudPolicy DeliveryStreamName
            FirehoseWritePolicy DeliveryStreamName
            KMSDecryptPolicy KeyId
            KMSEncryptPolicy KeyId
            KMSEncryptPolicy_v2 KeyId
            KinesisCrudPolicy StreamName
            KinesisStreamReadPolicy StreamName
            LambdaInvokePolicy FunctionName
            MobileAnalyticsWriteOnlyAccessPolicy
            OrganizationsListAccountsPolicy
            PinpointEndpointAccessPolicy PinpointApplicationId
            PollyFullAccessPolicy LexiconName
            RekognitionDetectOnlyPolicy
            RekognitionFacesManagementPolicy CollectionId
            RekognitionFacesPolicy
            RekognitionLabelsPolicy
            RekognitionNoDataAccessPolicy CollectionId
            RekognitionReadPolicy CollectionId
            RekognitionWriteOnlyAccessPolicy CollectionId
            Route53ChangeResourceRecordSetsPolicy HostedZoneId
            S3CrudPolicy BucketName
            S3FullAccessPolicy BucketName
            S3ReadPolicy BucketName
            S3WritePolicy BucketName
            SESBulkTemplatedCrudPolicy IdentityName
            SESBulkTemplatedCrudPolicy_v2 IdentityName TemplateName
            SESCrudPolicy IdentityName
            SESEmailTemplateCrudPolicy
            SESSendBouncePolicy IdentityName
            SNSCrudPolicy TopicName
            SNSPublishMessagePolicy TopicName
            SSMParameterReadPolicy ParameterName
            SSMParameterWithSlashPrefixReadPolicy ParameterName
            SageMakerCreateEndpointConfigPolicy EndpointConfigName
            SageMakerCreateEndpointPolicy EndpointName
            ServerlessRepoReadWriteAccessPolicy
            StepFunctionsCallbackPolicy StateMachineName
            StepFunctionsExecutionPolicy StateMachineName
            StepFunctionsExecutionPolicy_v2 StateMachineName
            TextractDetectAnalyzePolicy
            TextractGetResultPolicy
            TextractPolicy
            VPCAccessPolicy
            """;

    /** Names, and the parameters that go with each, by spaces. */
    static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        LINES.lines()
                .map(line -> line.split(" ", 2))
                .forEach(parts -> NAMES.put(parts[0], parts.length == 2 ? parts[1] : ""));
    }

    private OtherPolicyTemplates() {}
}
