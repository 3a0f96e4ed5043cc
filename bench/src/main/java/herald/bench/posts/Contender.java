package herald.bench.posts;

import java.util.List;
import java.util.Map;

/**
 * A client to be measured, as a process that posts when told to.
 *
 * @param name as it stands in the tables
 * @param warmUp how many posts make it steady
 * @param firstThousand whether the first posts of a fresh process are measured too
 */
record Contender(
        String name, List<String> command, Map<String, String> environment, long warmUp, boolean firstThousand) {}
