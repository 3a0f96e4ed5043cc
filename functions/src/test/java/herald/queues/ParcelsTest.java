package herald.queues;

import static herald.Samples.publication;
import static org.assertj.core.api.Assertions.assertThat;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.connections.ConnectionId;
import herald.dialects.Dialects;
import herald.publications.ChannelName;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Owed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParcelsTest {

    private static final int SQS_BYTES = 256 * 1024;
    private static final Audience LOBBY = new Audience(ChannelName.LOBBY, 0);

    @Test
    void whatFitsIsOneMessage() {
        assertThat(Parcels.continuations(LOBBY, List.of(publication(1), publication(2)), null))
                .hasSize(1);
    }

    @Test
    void everyMessageFitsSqsAndTheOrderStays() {
        var random = new Random(5);
        for (int round = 0; round < 20; round++) {
            List<Publication> publications = publications(random, 1 + random.nextInt(20));
            List<Owed> parcels = Parcels.owed(
                    new Owed(LOBBY, publications, connections(1 + random.nextInt(3_000)), 1, Instant.EPOCH));

            assertThat(parcels).allMatch(parcel -> bytes(parcel) < SQS_BYTES);
            for (Connection some : List.of(
                    parcels.getFirst().connections().getFirst(),
                    parcels.getLast().connections().getLast())) {
                assertThat(parcels.stream()
                                .filter(parcel -> parcel.connections().contains(some))
                                .flatMap(parcel -> parcel.publications().stream()))
                        .containsExactlyElementsOf(publications);
            }
        }
    }

    @Test
    void largestPublicationsGoAlone() {
        var largest = publication("e".repeat(128), "\"" + "\\\\".repeat(65_000) + "\"", "i");

        assertThat(Parcels.continuations(LOBBY, List.of(largest, largest, largest), null))
                .hasSize(3)
                .allMatch(parcel -> bytes(parcel) < SQS_BYTES);
    }

    private static int bytes(DeliveryMessage message) {
        return DeliveryText.write(message).getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Publication> publications(Random random, int size) {
        List<Publication> publications = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            publications.add(
                    publication("é\u0001".repeat(64), "\"" + "é".repeat(random.nextInt(60_000)) + "\"", "id-" + i));
        }
        return publications;
    }

    private static List<Connection> connections(int size) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            connections.add(new Connection(
                    new ConnectionId("L0SM9cOFvHcCIhw" + i + "="),
                    Dialects.BATCH,
                    Instant.ofEpochMilli(1_795_520_000_000L)));
        }
        return connections;
    }
}
