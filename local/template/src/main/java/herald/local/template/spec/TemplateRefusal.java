package herald.local.template.spec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template that the stand-in will not run. The message is one line that a person can act on: the resource's logical
 * id, the property, and the template's line where it is known, then what is wrong.
 */
public final class TemplateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Finding finding;

    public TemplateRefusal(String message) {
        super(message);
        this.finding = null;
    }

    public TemplateRefusal(Finding finding) {
        super(finding.text());
        this.finding = finding;
    }

    /** Ends a step that depends on what was refused before, about which nothing more is to be said. */
    public static TemplateRefusal inSilence() {
        return new TemplateRefusal("depends on what was refused already");
    }

    /** Returns what is wrong; empty if the file is no template at all, or if all is said already. */
    public Optional<Finding> finding() {
        return Optional.ofNullable(finding);
    }
}
