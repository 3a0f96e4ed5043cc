package herald.local.template.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::DynamoDB::Table} or {@code AWS::Serverless::SimpleTable}.
 *
 * @param name physical name
 * @param attributes key attributes and their types, {@code S}, {@code N} or {@code B}
 * @param timeToLiveAttribute the attribute that holds epoch seconds, if TTL is on
 */
public record TableSpec(
        String id,
        String name,
        String arn,
        Map<String, String> attributes,
        List<Key> keys,
        List<Index> globalIndexes,
        Optional<String> timeToLiveAttribute) {

    public TableSpec {
        attributes = Ordered.copyOf(attributes);
        keys = List.copyOf(keys);
        globalIndexes = List.copyOf(globalIndexes);
    }

    /** An attribute of a key, which is of type {@code HASH} or {@code RANGE}. */
    public record Key(String attribute, String type) {}

    /** An index; its projection is {@code ALL}, {@code KEYS_ONLY}, or {@code INCLUDE} of the {@code projected} ones. */
    public record Index(String name, List<Key> keys, String projection, List<String> projected) {

        public Index {
            keys = List.copyOf(keys);
            projected = List.copyOf(projected);
        }
    }
}
