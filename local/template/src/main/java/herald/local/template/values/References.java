package herald.local.template.values;

import herald.local.template.spec.TemplateRefusal;
import herald.local.template.text.Origin;

/**
 * The answers of {@code Ref} and {@code Fn::GetAtt} for resources.
 *
 * <p>Both throw a {@link TemplateRefusal} that starts with {@code at}, the caller's place, if there is no such resource
 * or attribute.
 */
public interface References {

    String ref(String logicalId, Origin at);

    String attribute(String logicalId, String attribute, Origin at);

    /** Returns the same for {@code Resource.Attribute}. */
    default String attribute(String dotted, Origin at) {
        var dot = dotted.indexOf('.');
        if (dot < 1 || dot == dotted.length() - 1) {
            throw at.refusal("Fn::GetAtt takes Resource.Attribute and has " + dotted);
        }
        return attribute(dotted.substring(0, dot), dotted.substring(dot + 1), at);
    }

    /** Returns whether a dotted name is a resource and no attribute, as {@code Function.Alias} is to SAM. */
    boolean isResource(String dotted);
}
