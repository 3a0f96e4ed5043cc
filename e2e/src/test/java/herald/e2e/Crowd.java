package herald.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Holds many connections and says on standard output when all are open and when each has got a message. Ends when its
 * standard input does, or when it is ended.
 */
final class Crowd {

    /** Handshakes under way at one time. */
    private static final int CONNECTING = 50;

    private Crowd() {}

    public static void main(String[] arguments) throws InterruptedException {
        endWithStandardInput();
        URI url = URI.create(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        var received = new CountDownLatch(size);
        var connecting = new Semaphore(CONNECTING);
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<WebSocket>> sockets = new ArrayList<>(size);
        for (int n = 0; n < size; n++) {
            connecting.acquire();
            sockets.add(http.newWebSocketBuilder()
                    .buildAsync(url, new Member(received))
                    .whenComplete((socket, failed) -> connecting.release()));
        }
        sockets.forEach(CompletableFuture::join);
        System.out.println("connected " + size);
        received.await();
        System.out.println("received " + size);
        Thread.currentThread().join();
    }

    /** Whoever started this may be killed, and must not leave it behind. */
    private static void endWithStandardInput() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                System.err.println("standard input broke: " + closed.getMessage());
            }
            System.exit(1);
        });
    }

    private record Member(CountDownLatch received) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (last) {
                received.countDown();
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
