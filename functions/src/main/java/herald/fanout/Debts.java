package herald.fanout;

import herald.connections.Audience;
import herald.connections.Connection;
import herald.publications.Publication;
import herald.queues.DeliveryMessage.Owed;
import herald.queues.Parcels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is owed what, put together where it is the same. Not thread-safe. */
final class Debts {

    private final Audience audience;
    private final List<Publication> publications;
    private final Map<Debt, List<Recipient>> debtors = new LinkedHashMap<>();
    private int size;

    /** Equal for connections that may share a message; {@code from} is the first publication that is owed. */
    private record Debt(int from, int tries, Instant notBefore) {}

    Debts(Audience audience, List<Publication> publications) {
        this.audience = audience;
        this.publications = publications;
    }

    /** The second is rounded up: SQS delays by whole seconds, and more connections share a message. */
    void add(Recipient recipient, Duty.Owe owe) {
        Instant second = owe.notBefore().plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        debtors.computeIfAbsent(new Debt(recipient.from(), owe.tries(), second), debt -> new ArrayList<>())
                .add(recipient);
        size++;
    }

    /** How many connections are owed something. */
    int size() {
        return size;
    }

    /** Those of them that were taken up to a place. */
    List<Connection> upTo(long place) {
        return debtors.values().stream()
                .flatMap(List::stream)
                .filter(recipient -> recipient.place <= place)
                .map(recipient -> recipient.connection)
                .toList();
    }

    /** All of it as messages; nothing is left here. */
    List<Owed> drain() {
        List<Owed> messages = new ArrayList<>();
        debtors.forEach((debt, owing) -> messages.addAll(Parcels.owed(new Owed(
                audience,
                publications.subList(debt.from(), publications.size()),
                owing.stream().map(recipient -> recipient.connection).toList(),
                debt.tries(),
                debt.notBefore()))));
        debtors.clear();
        size = 0;
        return messages;
    }
}
