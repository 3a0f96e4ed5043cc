package herald.local.queues;

import java.nio.file.Path;

/**
 * Where the queues live.
 *
 * @param port on the loopback interface; free
 * @param state directory of the journal; made if there is none
 */
public record QueueSettings(int port, String region, String account, Path state) {}
