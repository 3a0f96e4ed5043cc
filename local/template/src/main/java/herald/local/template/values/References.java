package herald.local.template.values;

import herald.local.template.spec.Refusal;
import herald.local.template.text.Origin;

/**
 * What {@code Ref} and {@code Fn::GetAtt} of a resource give.
 *
 * <p>Both throw a {@link Refusal} that starts with {@code at}, the caller's place, if there is no such resource or
 * attribute.
 */
public interface References {

    String ref(String logicalId, Origin at);

    String attribute(String logicalId, String attribute, Origin at);

    /** @return whether a dotted name is a resource and no attribute, as {@code Function.Alias} is to SAM */
    boolean isResource(String dotted);
}
