package herald.local.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallsUnderwayTest {

    private final CallsUnderway underway = new CallsUnderway();

    @Test
    void callsThatWereOpenAtTheFreezeAreCountedByTheirAction() {
        underway.begin("a", "PutItem");
        underway.begin("a", "PutItem");
        underway.begin("a", "Query").answered();
        underway.begin("b", "Query");
        underway.freezing("a");
        assertThat(underway.frozen("a")).isEqualTo(Map.of("PutItem", 2));
        assertThat(underway.frozen("b")).isEmpty();
    }

    @Test
    void anAnswerThatComesWhileItIsFrozenComesTooLate() {
        CallsUnderway.Call call = underway.begin("a", "PutItem");
        underway.freezing("a");
        call.answered();
        assertThat(underway.frozen("a")).isEqualTo(Map.of("PutItem", 1));
    }

    @Test
    void whatArrivesAfterTheFreezeWasSentBefore() {
        underway.freezing("a");
        underway.begin("a", "SendMessage").answered();
        assertThat(underway.frozen("a")).isEqualTo(Map.of("SendMessage", 1));
        underway.begin("a", "SendMessage");
        assertThat(underway.frozen("a")).isEmpty();
    }

    @Test
    void whatWasHungUpOnIsNoCallAnyMore() {
        CallsUnderway.Call call = underway.begin("a", "PutItem");
        underway.freezing("a");
        call.abandoned();
        assertThat(underway.frozen("a")).isEmpty();
    }

    @Test
    void aCallThatOutlastsTwoFreezesIsToldOnce() {
        underway.begin("a", "PutItem");
        underway.freezing("a");
        assertThat(underway.frozen("a")).hasSize(1);
        underway.freezing("a");
        assertThat(underway.frozen("a")).isEmpty();
    }

    @Test
    void nobodyFreezesAPerson() {
        underway.begin("", "PutItem");
        underway.freezing("");
        assertThat(underway.frozen("")).isEmpty();
    }
}
