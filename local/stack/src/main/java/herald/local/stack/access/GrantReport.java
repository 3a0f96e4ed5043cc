package herald.local.stack.access;

import herald.local.rules.iam.Width;
import herald.local.stack.access.GrantUse.Granted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report of what is granted and was never used, and of what is granted more widely than by name. Pure. */
public final class GrantReport {

    private GrantReport() {}

    /** Returns a sentence each about a template's statements, from runs of it and of others that have some of them. */
    public static List<String> findings(List<GrantUse> runs, String template) {
        Map<String, Granted> granted = new LinkedHashMap<>();
        runs.stream()
                .filter(run -> run.template().equals(template))
                .flatMap(run -> run.statements().stream())
                .forEach(statement -> granted.putIfAbsent(statement.key(), statement));
        Map<String, List<Granted>> byKey = new LinkedHashMap<>();
        runs.forEach(run -> run.statements()
                .forEach(statement -> byKey.computeIfAbsent(statement.key(), _ -> new ArrayList<>())
                        .add(statement)));
        List<String> findings = new ArrayList<>();
        for (Granted statement : granted.values()) {
            List<Granted> uses = byKey.getOrDefault(statement.key(), List.of());
            unusedActions(statement, uses, findings);
            unusedResources(statement, uses, findings);
            wide(statement, findings);
        }
        return findings;
    }

    private static void unusedActions(Granted statement, List<Granted> uses, List<String> findings) {
        for (String action : statement.actions().keySet()) {
            if (uses.stream().allMatch(use -> use.actions().getOrDefault(action, 0L) == 0)) {
                findings.add(start(statement) + "is granted " + action + " and never used it");
            }
        }
    }

    /** Names statements by their place in the list, since names may depend on a run's parameters. */
    private static void unusedResources(Granted statement, List<Granted> uses, List<String> findings) {
        List<String> resources = List.copyOf(statement.resources().keySet());
        for (int i = 0; i < resources.size(); i++) {
            int place = i;
            if (uses.stream().allMatch(use -> at(use, place) == 0)) {
                findings.add(start(statement) + "is granted " + resources.get(i) + " and never used it");
            }
        }
    }

    private static long at(Granted use, int place) {
        return use.resources().values().stream().skip(place).findFirst().orElse(0L);
    }

    private static void wide(Granted statement, List<String> findings) {
        statement.actions().keySet().stream()
                .filter(action -> Width.isWideAction(action) || action.equals("NotAction"))
                .forEach(action -> findings.add(start(statement) + "is granted " + action
                        + ", which is wider than the runs prove: name the actions"));
        statement.resources().keySet().stream()
                .filter(resource -> resource.equals("NotResource") || Width.isWideResource(resource))
                .forEach(resource -> findings.add(start(statement) + "is granted " + resource
                        + ", which is wider than the runs prove: name the resources"));
    }

    private static String start(Granted statement) {
        return statement.place() + ": " + statement.role() + ", statement " + statement.policy() + "/"
                + statement.statement() + ": ";
    }
}
