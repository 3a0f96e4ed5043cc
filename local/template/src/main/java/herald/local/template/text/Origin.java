package herald.local.template.text;

import herald.local.template.spec.Finding;
import herald.local.template.spec.TemplateRefusal;

/**
 * The place of a value in a template, with which a refusal starts.
 *
 * @param path from the template's top, dotted, without the functions on the way; empty for the template itself
 */
public record Origin(String file, int line, String path) {

    public Origin child(String name, int childLine) {
        return new Origin(file, childLine, path.isEmpty() ? name : path + "." + name);
    }

    public Origin child(String name) {
        return child(name, line);
    }

    public Origin item(int index, int itemLine) {
        return new Origin(file, itemLine, path + "[" + index + "]");
    }

    public Origin line(int other) {
        return new Origin(file, other, path);
    }

    /** Returns the refusal of what AWS would refuse, or what would not do there what it says. */
    public TemplateRefusal refusal(String what) {
        return new TemplateRefusal(finding(Finding.Kind.REFUSED, what));
    }

    /** Returns the refusal of what is fine on AWS and not run here. */
    public TemplateRefusal notRun(String what) {
        return new TemplateRefusal(finding(Finding.Kind.NOT_RUN, what));
    }

    public Finding finding(Finding.Kind kind, String what) {
        return new Finding(kind, file, line, path, what);
    }

    public String says(String what) {
        return finding(Finding.Kind.REMARK, what).text();
    }
}
