package herald.bench.posts;

import herald.clients.Clients;
import herald.clients.Platform;
import herald.clients.Poster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/**
 * A process that posts when told to: {@code PostsWorker CLIENT ENDPOINT IN_FLIGHT}. It says {@code ready NANOS} when the
 * client is built, and answers {@code posts N SIZE} and {@code millis N SIZE} with {@code done POSTS NANOS FAILED}.
 */
final class PostsWorker {

    private PostsWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI endpoint = URI.create(arguments[1]);
        long before = System.nanoTime();
        var load = new Load(client(arguments[0], endpoint), Integer.parseInt(arguments[2]));
        System.out.println("ready " + (System.nanoTime() - before));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            long amount = Long.parseLong(words[1]);
            int size = Integer.parseInt(words[2]);
            Load.Stint done =
                    words[0].equals("posts") ? load.posts(amount, size) : load.during(Duration.ofMillis(amount), size);
            System.out.println("done " + done.posts() + " " + done.nanos() + " " + done.failed());
        }
        System.exit(0);
    }

    private static ApiGatewayManagementApiAsyncClient client(String name, URI endpoint) {
        return switch (name) {
            case "lean" -> built(Poster.LEAN, endpoint);
            case "sdk" -> built(Poster.SDK, endpoint);
            // With the HTTP client that the class path has, all else by default.
            case "stock" ->
                ApiGatewayManagementApiAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .build();
            default -> throw new IllegalArgumentException("no client " + name);
        };
    }

    /** The client just as a function gets it. */
    private static ApiGatewayManagementApiAsyncClient built(Poster poster, URI endpoint) {
        return new Clients(new Platform(System.getenv("AWS_REGION"), endpoint, poster, false, false)).managementApi();
    }
}
