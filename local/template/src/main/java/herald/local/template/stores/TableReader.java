package herald.local.template.stores;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.PhysicalNames;
import herald.local.template.resources.Resource;
import herald.local.template.spec.TableSpec;
import herald.local.template.spec.TableSpec.Index;
import herald.local.template.text.Findings;
import herald.local.template.text.NameList;
import herald.local.template.values.Properties;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code AWS::DynamoDB::Table} and {@code AWS::Serverless::SimpleTable}. */
public record TableReader(PhysicalNames physical, Findings findings) {

    private static final String HASH = "HASH";
    private static final String RANGE = "RANGE";
    private static final Set<String> INDEX = NameList.of("""
            IndexName KeySchema Projection ProvisionedThroughput OnDemandThroughput
            WarmThroughput ContributorInsightsSpecification
            """);

    private static final Map<String, String> SIMPLE_TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    public TableSpec read(Resource table) {
        var name = physical.name(table.declared());
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw table.properties().refusal("TableName", name + " is no name: 3 to 255 letters, digits, -, _ and .");
        }
        return table.type().equals(ResourceTypes.SIMPLE_TABLE) ? simple(table, name) : table(table, name);
    }

    private TableSpec simple(Resource table, String name) {
        var key = table.properties().map("PrimaryKey");
        key.ifPresent(map -> map.only(Set.of("Name", "Type"), "PrimaryKey"));
        var attribute = key.map(map -> map.requiredText("Name")).orElse("id");
        var type = key.map(map -> map.oneOf("Type", List.of("String", "Number", "Binary")))
                .orElse("String");
        return new TableSpec(
                table.id(),
                name,
                physical.arns().table(name),
                Map.of(attribute, SIMPLE_TYPES.getOrDefault(type, type)),
                List.of(new TableSpec.Key(attribute, HASH)),
                List.of(),
                Optional.empty());
    }

    private TableSpec table(Resource table, String name) {
        var properties = table.properties();
        findings.step(() ->
                properties.refuseToRun("LocalSecondaryIndexes", "local indexes are not supported by the stand-in"));
        findings.step(() -> properties.refuseToRun(
                "ImportSourceSpecification", "an import from S3 is not supported by the stand-in"));
        findings.step(
                () -> properties.refuseToRun("VectorIndexes", "vector indexes are not supported by the stand-in"));
        if (properties.has("StreamSpecification") || properties.has("KinesisStreamSpecification")) {
            findings.notice(table.origin().says("its stream is not made, as nothing here could read it"));
        }
        var billing = new TableBilling(properties, findings);
        findings.step(billing::check);
        var attributes = attributes(properties);
        var keys = keys(properties, attributes);
        findings.step(billing::checkIndexes);
        var local = properties.maps("LocalSecondaryIndexes").stream()
                .map(index -> index(index, attributes))
                .toList();
        var indexes = properties.maps("GlobalSecondaryIndexes").stream()
                .map(index -> index(index, attributes))
                .toList();
        findings.step(() -> checkNames(properties));
        findings.step(() -> checkAllUsed(
                properties,
                attributes,
                keys,
                Stream.concat(local.stream(), indexes.stream()).toList()));
        return new TableSpec(
                table.id(),
                name,
                physical.arns().table(name),
                attributes,
                keys,
                indexes,
                findings.tried(() -> timeToLive(properties, keys), Optional.empty()));
    }

    private static void checkNames(Properties properties) {
        var names = new LinkedHashSet<String>();
        for (var index : properties.maps("GlobalSecondaryIndexes")) {
            if (!names.add(index.requiredText("IndexName"))) {
                throw index.refusal("IndexName", "is the name of another index already");
            }
        }
    }

    private static Map<String, String> attributes(Properties properties) {
        var attributes = new LinkedHashMap<String, String>();
        for (var definition : properties.maps("AttributeDefinitions")) {
            definition.only(Set.of("AttributeName", "AttributeType"), "AttributeDefinitions");
            definition.requiredText("AttributeType");
            var type = definition.oneOf("AttributeType", List.of("S", "N", "B"));
            if (attributes.put(definition.requiredText("AttributeName"), type) != null) {
                throw definition.refusal("AttributeName", "is defined twice");
            }
        }
        return attributes;
    }

    private static List<TableSpec.Key> keys(Properties owner, Map<String, String> attributes) {
        owner.required("KeySchema");
        var keys = owner.maps("KeySchema").stream()
                .map(key -> key(key, attributes))
                .toList();
        var types = keys.stream().map(TableSpec.Key::type).toList();
        if (!types.equals(List.of(HASH)) && !types.equals(List.of(HASH, RANGE))) {
            throw owner.refusal("KeySchema", "has one HASH key, and behind it one RANGE key or none");
        }
        if (keys.size() > 1 && keys.getFirst().attribute().equals(keys.getLast().attribute())) {
            throw owner.refusal("KeySchema", "has " + keys.getFirst().attribute() + " twice");
        }
        return keys;
    }

    private static TableSpec.Key key(Properties key, Map<String, String> attributes) {
        key.only(Set.of("AttributeName", "KeyType"), "KeySchema");
        key.requiredText("KeyType");
        var attribute = key.requiredText("AttributeName");
        if (!attributes.containsKey(attribute)) {
            throw key.refusal("AttributeName", attribute + " is not among the AttributeDefinitions");
        }
        return new TableSpec.Key(attribute, key.oneOf("KeyType", List.of(HASH, RANGE)));
    }

    private static Index index(Properties index, Map<String, String> attributes) {
        index.only(INDEX, "GlobalSecondaryIndexes");
        var name = index.requiredText("IndexName");
        var projection = new Properties(index.required("Projection").asFields());
        projection.only(Set.of("ProjectionType", "NonKeyAttributes"), "Projection");
        projection.requiredText("ProjectionType");
        var type = projection.oneOf("ProjectionType", List.of("ALL", "KEYS_ONLY", "INCLUDE"));
        var projected = projection.texts("NonKeyAttributes");
        if (type.equals("INCLUDE") == projected.isEmpty()) {
            throw projection.refusal("NonKeyAttributes", "is there exactly if ProjectionType is INCLUDE");
        }
        return new Index(name, keys(index, attributes), type, projected);
    }

    /** DynamoDB refuses an attribute that is defined and in no key. */
    private static void checkAllUsed(
            Properties properties, Map<String, String> attributes, List<TableSpec.Key> keys, List<Index> indexes) {
        var unused = new LinkedHashSet<>(attributes.keySet());
        keys.forEach(key -> unused.remove(key.attribute()));
        indexes.forEach(index -> index.keys().forEach(key -> unused.remove(key.attribute())));
        if (!unused.isEmpty()) {
            throw properties.refusal(
                    "AttributeDefinitions", String.join(", ", unused) + " is in no key, and only keys are defined");
        }
    }

    private static Optional<String> timeToLive(Properties properties, List<TableSpec.Key> keys) {
        var specification = properties.map("TimeToLiveSpecification");
        if (specification.isEmpty()) {
            return Optional.empty();
        }
        specification.get().only(Set.of("AttributeName", "Enabled"), "TimeToLiveSpecification");
        specification.get().required("Enabled");
        if (!specification.get().flag("Enabled", false)) {
            return Optional.empty();
        }
        var attribute = specification.get().requiredText("AttributeName");
        if (keys.stream().anyMatch(key -> key.attribute().equals(attribute))) {
            throw specification.get().refusal("AttributeName", attribute + " is a key, and a time to live is none");
        }
        return Optional.of(attribute);
    }
}
