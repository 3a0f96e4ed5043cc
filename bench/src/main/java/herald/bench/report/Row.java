package herald.bench.report;

import java.util.List;
import java.util.Map;

/**
 * Every single measurement of one thing, for the raw file.
 *
 * @param figures by a name with its unit ("cpuMicrosPerPost"), in the order of the rounds
 */
public record Row(String name, Map<String, List<Double>> figures) {}
