package herald.local.template.text;

import herald.local.template.spec.Finding;
import herald.local.template.spec.Finding.Kind;
import herald.local.template.spec.TemplateRefusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All that is found in a template while it is read once. A reader does what can fail in a step of its own, so that one
 * mistake does not hide the next; what a step would have given is then missing, and whoever needs it gives up in
 * silence ({@link Value.Unknown}). Not thread-safe.
 */
public final class Findings {

    private final Set<Finding> all = new LinkedHashSet<>();
    private final List<String> notices = new ArrayList<>();

    /** Does the step up to its first mistake, which is kept. */
    public void step(Runnable step) {
        try {
            step.run();
        } catch (TemplateRefusal refusal) {
            refusal.finding().ifPresent(all::add);
        }
    }

    /** Returns what the step gives, empty if it was refused. */
    public <T> Optional<T> tried(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (TemplateRefusal refusal) {
            refusal.finding().ifPresent(all::add);
            return Optional.empty();
        }
    }

    public <T> T tried(Supplier<T> step, T otherwise) {
        return tried(step).orElse(otherwise);
    }

    public void refuse(Origin at, String what) {
        all.add(at.finding(Kind.REFUSED, what));
    }

    public void notRun(Origin at, String what) {
        all.add(at.finding(Kind.NOT_RUN, what));
    }

    public void remark(Origin at, String what) {
        all.add(at.finding(Kind.REMARK, what));
    }

    public void idle(Origin at, String what) {
        all.add(at.finding(Kind.IDLE, what));
    }

    /** Tells whoever runs the template, and nobody who only has it checked. */
    public void notice(String sentence) {
        if (!notices.contains(sentence)) {
            notices.add(sentence);
        }
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** @throws TemplateRefusal for the first finding that is more than a remark */
    public void refuseFirst() {
        for (var finding : all) {
            if (finding.kind() == Kind.REFUSED || finding.kind() == Kind.NOT_RUN) {
                throw new TemplateRefusal(finding);
            }
        }
    }
}
