package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import herald.local.stack.wire.Credentials;
import herald.local.template.spec.FunctionSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LaunchTest {

    private static FunctionSpec function(String qualifier, boolean snapStart, Map<String, String> environment) {
        return new FunctionSpec(
                "Broadcast",
                "stack-Broadcast",
                "arn:aws:lambda:eu-central-1:123456789012:function:stack-Broadcast",
                qualifier,
                "java25",
                "herald.BroadcastFunction",
                Path.of("a.jar"),
                512,
                Duration.ofSeconds(30),
                environment,
                snapStart,
                OptionalInt.empty());
    }

    private static Launch launch(FunctionSpec function, Map<String, String> stack) {
        return launch(function, stack, Optional.empty());
    }

    private static Launch launch(FunctionSpec function, Map<String, String> stack, Optional<Path> trustStore) {
        LambdaSettings settings = new LambdaSettings(
                "eu-central-1",
                "123456789012",
                stack,
                new LambdaSettings.Places(trustStore, Path.of("ric"), Path.of("work")),
                OptionalInt.empty(),
                System.err);
        return Launch.of(
                new Deployment(function, settings, Path.of("root"), Path.of("client.so")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711),
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Test
    void theHeapIsLambdasShareOfTheMemory() {
        assertThat(launch(function("$LATEST", false, Map.of()), Map.of()).command())
                .contains("-XX:MaxHeapSize=445645k");
    }

    @Test
    void aSnapshotIsTakenOfAJvmWithItsOwnDefaults() {
        assertThat(launch(function("live", true, Map.of()), Map.of()).command())
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void aTrustStoreIsGivenBesideWhatTheTemplateTellsTheJvm() {
        FunctionSpec function = function("$LATEST", false, Map.of("JAVA_TOOL_OPTIONS", "-Xss1m"));
        Launch launch = launch(function, Map.of(), Optional.of(Path.of("/state/trust.p12")));
        assertThat(launch.command()).contains("-Djavax.net.ssl.trustStore=/state/trust.p12");
        assertThat(launch.environment()).containsEntry("JAVA_TOOL_OPTIONS", "-Xss1m");
        assertThat(launch(function, Map.of()).command()).noneMatch(argument -> argument.contains("trustStore"));
    }

    @Test
    void theStacksVariablesWinOverTheFunctions() {
        FunctionSpec function = function("$LATEST", false, Map.of("ENDPOINT", "https://real", "OWN", "1"));
        assertThat(launch(function, Map.of("ENDPOINT", "http://local")).environment())
                .containsEntry("ENDPOINT", "http://local")
                .containsEntry("OWN", "1");
    }

    @Test
    void credentialsHaveTheFormOfARolesAndAreTheSameEachTime() {
        Map<String, String> environment =
                launch(function("$LATEST", false, Map.of()), Map.of()).environment();
        assertThat(environment.get("AWS_ACCESS_KEY_ID")).matches("ASIA[A-Z0-9]{16}");
        assertThat(environment.get("AWS_SECRET_ACCESS_KEY")).hasSize(40);
        assertThat(environment.get("AWS_ACCESS_KEY_ID"))
                .isEqualTo(launch(function("$LATEST", false, Map.of()), Map.of())
                        .environment()
                        .get("AWS_ACCESS_KEY_ID"));
    }

    @Test
    void eachEnvironmentHasASessionOfItsOwn() {
        FunctionSpec function = function("$LATEST", false, Map.of());
        String one = launch(function, Map.of()).sessionToken();
        assertThat(one).isNotEmpty().isNotEqualTo(launch(function, Map.of()).sessionToken());
        Credentials own = Credentials.ofFunction("123456789012", function.name());
        assertThat(own.takes(Optional.of(one))).isTrue();
        assertThat(own.takes(own.sessionToken())).isTrue();
        assertThat(own.takes(Optional.of(one + "0"))).isFalse();
        assertThat(own.takes(Optional.of(one.substring(1)))).isFalse();
        assertThat(own.takes(Optional.empty())).isFalse();
    }

    @Test
    void anAliasStandsForTheFirstVersion() {
        assertThat(launch(function("live", true, Map.of()), Map.of()).environment())
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "1")
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }

    @Test
    void theLogStreamIsNamedByDayAndVersion() {
        assertThat(launch(function("$LATEST", false, Map.of()), Map.of())
                        .environment()
                        .get("AWS_LAMBDA_LOG_STREAM_NAME"))
                .matches("2026/11/24/\\[\\$LATEST\\][0-9a-f]{32}");
    }
}
