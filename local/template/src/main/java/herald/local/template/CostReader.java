package herald.local.template;

import herald.local.template.declarations.ResourceTypes;
import herald.local.template.resources.Resource;
import herald.local.template.resources.Resources;
import herald.local.template.spec.PricedParts;
import herald.local.template.values.Properties;
import java.util.stream.Collectors;

/** Finds what of a template matters to its price only. Stateless. */
final class CostReader {

    private CostReader() {}

    static PricedParts read(Resources resources) {
        return new PricedParts(
                resources.of(ResourceTypes.FUNCTION, ResourceTypes.PLAIN_FUNCTION).stream()
                        .filter(function -> isArm(function.properties()))
                        .map(Resource::id)
                        .collect(Collectors.toSet()),
                resources.of(ResourceTypes.ALARM).stream()
                        .collect(Collectors.toMap(Resource::id, alarm -> metrics(alarm.properties()))),
                resources.of("AWS::CloudWatch::Dashboard").stream()
                        .map(Resource::id)
                        .toList());
    }

    private static boolean isArm(Properties function) {
        return function.items("Architectures").stream().anyMatch(architecture -> architecture.isText("arm64"));
    }

    /** Returns one, or the number of those in its expression that are metrics themselves. */
    private static int metrics(Properties alarm) {
        long several = alarm.items("Metrics").stream()
                .filter(each -> each.asFields().get("MetricStat").isPresent())
                .count();
        return (int) Math.max(1, several);
    }
}
