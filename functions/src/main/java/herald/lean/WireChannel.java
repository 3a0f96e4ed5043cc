package herald.lean;

import io.netty.channel.ChannelId;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A socket with a number for its id: for Netty's own it asks for the machine's network interfaces and the process. */
final class WireChannel extends NioSocketChannel {

    /** The bytes that are read at once; an answer of the management API is a few hundred bytes. */
    static final int READ = 4096;

    /** The reads of one turn, as long as there is more: what comes behind an answer is to be seen with it. */
    private static final int READS = 16;

    WireChannel() {
        config().setTcpNoDelay(true);
        config().setAllocator(HeapBuffers.ONLY);
        config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(READS));
        // A write that fails must not lose an answer that has arrived: the server may have refused before the body's
        // end.
        config().setAutoClose(false);
    }

    @Override
    protected ChannelId newId() {
        return new Id(Id.NEXT.getAndIncrement());
    }

    /** A number that is unique in this process. */
    private record Id(long value) implements ChannelId {

        private static final AtomicLong NEXT = new AtomicLong();

        @Override
        public String asShortText() {
            return Long.toString(value);
        }

        @Override
        public String asLongText() {
            return asShortText();
        }

        @Override
        public int compareTo(ChannelId other) {
            return other instanceof Id id
                    ? Long.compare(value, id.value)
                    : asLongText().compareTo(other.asLongText());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id id && value == id.value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }
}
