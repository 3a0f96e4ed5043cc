package herald;

import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** The client of the {@code @connections} API just as the function gets it, for the benchmarks. */
public final class BuiltClients {

    private BuiltClients() {}

    /** Built by what the environment says, {@code POSTER} too. */
    public static ApiGatewayManagementApiAsyncClient managementApi() {
        return new Clients(Settings.forBroadcast().platform()).managementApi();
    }
}
