package herald.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueNamesTest {

    @Test
    void arnNamesTheQueueOfAUrl() {
        var queue = new QueueUrl("http://127.0.0.1:9324/000000000000/DeliveryQueue");

        assertThat(queue.isNamedBy("arn:aws:sqs:elasticmq:000000000000:DeliveryQueue"))
                .isTrue();
        assertThat(queue.isNamedBy("arn:aws:sqs:eu-central-1:123456789012:PublishQueue"))
                .isFalse();
    }

    @Test
    void fifoIsKnownByTheUrlsEnd() {
        assertThat(new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Publish.fifo").fifo())
                .isTrue();
        assertThat(new QueueUrl("https://sqs.eu-central-1.amazonaws.com/1/Publish").fifo())
                .isFalse();
    }

    @Test
    void groupIsTheNameWhereSqsTakesIt() {
        assertThat(MessageGroup.of("orders/42#0")).isEqualTo("orders/42#0");
        assertThat(MessageGroup.of("blå#0")).hasSize(64).isNotEqualTo(MessageGroup.of("blø#0"));
        assertThat(MessageGroup.of("a b")).hasSize(64);
        assertThat(MessageGroup.of("c".repeat(129))).hasSize(64);
    }
}
