package herald.local.template;

import herald.local.template.spec.Finding;
import herald.local.template.spec.Place;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says all that is wrong with a template, without running it: what AWS would refuse, what would not do there what it
 * says, and what the stand-in does not run. Stateless.
 */
public final class Critic {

    private Critic() {}

    /**
     * Reads the template as it stands, and once more for each other value of the parameters that decide what there is.
     * Returns refused ones first, each in the order of the file.
     *
     * @param parameters values that are to be kept, before the parameters' defaults
     * @throws TemplateRefusal if the file can't be read or is no YAML
     */
    public static List<Finding> check(Path file, Map<String, String> parameters, Place place) {
        var findings = new Findings();
        TemplateReader.read(file, parameters, place, findings);
        var all = new ArrayList<>(findings.all());
        var known = new HashSet<String>();
        all.forEach(finding -> known.add(gist(finding)));
        for (var variant : ParameterVariants.of(file, parameters)) {
            var values = new LinkedHashMap<>(parameters);
            values.put(variant.parameter(), variant.value());
            var others = new Findings();
            TemplateReader.read(file, values, place, others);
            for (var finding : others.all()) {
                if (known.add(gist(finding))) {
                    all.add(when(variant, finding));
                }
            }
        }
        all.replaceAll(Critic::judged);
        all.sort(Comparator.comparing(Finding::kind).thenComparingInt(Finding::line));
        return List.copyOf(all);
    }

    private static Finding when(ParameterVariants.Variant variant, Finding finding) {
        var when = " (with " + variant.parameter() + "=" + variant.value() + ")";
        return new Finding(finding.kind(), finding.file(), finding.line(), finding.path(), finding.sentence() + when);
    }

    /** Refuses what does nothing: that is no reason not to run the rest, and here the template itself is judged. */
    private static Finding judged(Finding finding) {
        return finding.kind() == Finding.Kind.IDLE
                ? new Finding(Finding.Kind.REFUSED, finding.file(), finding.line(), finding.path(), finding.sentence())
                : finding;
    }

    /** Returns what is equal for the same mistake, whatever the number and the made-up name in it. */
    private static String gist(Finding finding) {
        return finding.kind() + " " + finding.line() + " " + finding.path() + " "
                + finding.sentence().replaceAll("-[A-Z0-9]{12}(\\.fifo)?|\\d+", "#");
    }
}
