package herald.local.template.alarms;

import herald.local.rules.cloudwatch.Formula;
import herald.local.rules.cloudwatch.MetricId;
import herald.local.rules.cloudwatch.Statistic;
import herald.local.template.spec.AlarmSpec.FormulaQuery;
import herald.local.template.spec.AlarmSpec.MetricQuery;
import herald.local.template.spec.AlarmSpec.Query;
import herald.local.template.text.Nearest;
import herald.local.template.values.Properties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what alarms look at: a metric, or the result of an expression over some. */
public record AlarmQueries(AlarmRemarks remarks) {

    /** The series that an alarm looks at, each after those that it names. */
    record Subject(List<Query> queries, String returned, int periodMinutes) {}

    private static final Set<String> QUERY =
            Set.of("AccountId", "Expression", "Id", "Label", "MetricStat", "Period", "ReturnData");

    private static final Set<String> METRIC = Set.of("Dimensions", "MetricName", "Namespace");
    private static final Set<String> STAT = Set.of("Metric", "Period", "Stat", "Unit");

    /** Periods below a minute that CloudWatch has, for metrics of high resolution. */
    private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);

    private static final int SECONDS_OF_A_WEEK = 604_800;
    private static final int MOST_QUERIES = 10;
    private static final int MOST_DIMENSIONS = 30;

    Subject single(Properties alarm) {
        var statistic = alarm.has("Statistic");
        if (statistic == alarm.has("ExtendedStatistic")) {
            throw alarm.origin()
                    .refusal("needs one of Statistic and ExtendedStatistic, and has " + (statistic ? "both" : "none"));
        }
        var metric = metric(alarm);
        var minutes = minutes(alarm);
        return new Subject(
                List.of(new MetricQuery(
                        "metric", metric, statistic(alarm, statistic ? "Statistic" : "ExtendedStatistic"))),
                "metric",
                minutes);
    }

    Subject several(Properties alarm) {
        var entries = alarm.maps("Metrics");
        if (entries.size() > MOST_QUERIES) {
            throw alarm.refusal("Metrics", "are " + entries.size() + ", and an alarm takes " + MOST_QUERIES);
        }
        var queries = new LinkedHashMap<String, Query>();
        var places = new LinkedHashMap<String, Properties>();
        var returned = new ArrayList<String>();
        var periods = new LinkedHashSet<Integer>();
        for (var entry : entries) {
            var id = id(entry);
            if (places.putIfAbsent(id, entry) != null) {
                throw entry.refusal("Id", id + " is the Id of another one too");
            }
            queries.put(id, query(id, entry, periods));
            if (entry.flag("ReturnData", true)) {
                returned.add(id);
            }
        }
        checkReturned(alarm, returned, places);
        if (periods.size() > 1) {
            throw alarm.refusal("Metrics", "have several periods, and those of an alarm must have one");
        }
        return new Subject(ordered(queries, places), returned.getFirst(), periods.isEmpty() ? 1 : periods.getFirst());
    }

    private static void checkReturned(Properties alarm, List<String> returned, Map<String, Properties> places) {
        if (returned.size() == 1) {
            return;
        }
        if (returned.isEmpty()) {
            throw alarm.refusal("Metrics", "none of them has ReturnData: true, so that there is nothing to compare");
        }
        var second = places.get(returned.get(1));
        var place = second == null ? alarm.origin("Metrics") : second.origin("ReturnData");
        throw place.refusal("is true here and for " + returned.getFirst()
                + ", and an alarm compares one of its Metrics; without ReturnData: false it is true");
    }

    private static String id(Properties entry) {
        entry.only(QUERY, "an alarm's Metrics");
        var id = entry.requiredText("Id");
        if (!id.matches("[a-z][A-Za-z0-9_]*")) {
            throw entry.refusal("Id", id + " is none: a small letter, then letters, digits and _");
        }
        return id;
    }

    /** @param periods gets that of a metric */
    private Query query(String id, Properties entry, Set<Integer> periods) {
        var computed = entry.has("Expression");
        if (computed == entry.has("MetricStat")) {
            throw entry.origin()
                    .refusal("needs one of Expression and MetricStat, and has " + (computed ? "both" : "none"));
        }
        if (entry.has("AccountId")) {
            throw new UnevaluatedAlarm(entry.origin("AccountId"), "other accounts are not supported");
        }
        if (computed) {
            if (entry.has("Period")) {
                periods.add(minutes(entry));
            }
            return new FormulaQuery(id, formula(entry));
        }
        var stat = entry.map("MetricStat").orElseThrow();
        stat.only(STAT, "MetricStat");
        periods.add(minutes(stat));
        stat.required("Metric");
        var metric = stat.map("Metric").orElseThrow();
        metric.only(METRIC, "Metric");
        return new MetricQuery(id, metric(metric), statistic(stat, "Stat"));
    }

    private static Formula formula(Properties entry) {
        var text = entry.requiredText("Expression");
        if (text.stripLeading().startsWith("SELECT")) {
            throw new UnevaluatedAlarm(entry.origin("Expression"), "Metrics Insights is not supported");
        }
        try {
            return Formula.parse(text);
        } catch (Formula.Unsupported other) {
            throw new UnevaluatedAlarm(entry.origin("Expression"), String.valueOf(other.getMessage()));
        } catch (IllegalArgumentException wrong) {
            throw entry.refusal("Expression", String.valueOf(wrong.getMessage()));
        }
    }

    /** Returns the queries, each after those that it names. */
    private static List<Query> ordered(Map<String, Query> queries, Map<String, Properties> places) {
        var ordered = new LinkedHashMap<String, Query>();
        for (var id : queries.keySet()) {
            place(id, queries, places, new Path(ordered, new HashSet<>()));
        }
        return List.copyOf(ordered.values());
    }

    private record Path(Map<String, Query> ordered, Set<String> underway) {}

    private static void place(String id, Map<String, Query> queries, Map<String, Properties> places, Path path) {
        var query = queries.get(id);
        var entry = places.get(id);
        if (path.ordered().containsKey(id) || query == null || entry == null) {
            return;
        }
        if (!path.underway().add(id)) {
            throw entry.refusal("Expression", "depends on itself, by way of " + String.join(", ", path.underway()));
        }
        if (query instanceof FormulaQuery(var name, Formula formula)) {
            for (var named : formula.ids()) {
                if (!queries.containsKey(named)) {
                    throw entry.refusal(
                            "Expression", named + " is no Id of these Metrics" + Nearest.hint(named, queries.keySet()));
                }
                place(named, queries, places, path);
            }
        }
        path.ordered().put(id, query);
    }

    private MetricId metric(Properties properties) {
        var name = properties.requiredText("MetricName");
        var namespace = properties.requiredText("Namespace");
        var dimensions = new TreeMap<String, String>();
        var entries = properties.maps("Dimensions");
        if (entries.size() > MOST_DIMENSIONS) {
            throw properties.refusal(
                    "Dimensions", "are " + entries.size() + ", and a metric has " + MOST_DIMENSIONS + " at most");
        }
        for (var entry : entries) {
            entry.only(Set.of("Name", "Value"), "Dimensions");
            dimensions.put(entry.requiredText("Name"), entry.requiredText("Value"));
        }
        var metric = new MetricId(namespace, name, dimensions);
        remarks.about(metric, properties);
        return metric;
    }

    private static Statistic statistic(Properties properties, String name) {
        var text = properties.requiredText(name);
        return Statistic.parse(text)
                .orElseThrow(() ->
                        new UnevaluatedAlarm(properties.origin(name), "the statistic " + text + " is not supported"));
    }

    private static int minutes(Properties properties) {
        var seconds = properties.requiredInteger("Period", 1, SECONDS_OF_A_WEEK);
        if (SHORT_PERIODS.contains(seconds)) {
            throw new UnevaluatedAlarm(properties.origin("Period"), "periods below a minute are not supported");
        }
        if (seconds % 60 != 0) {
            throw properties.refusal("Period", seconds + " is none: 10, 20, 30, or a multiple of 60");
        }
        return seconds / 60;
    }
}
