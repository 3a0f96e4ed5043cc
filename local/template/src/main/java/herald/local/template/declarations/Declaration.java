package herald.local.template.declarations;

import herald.local.template.text.Origin;
import herald.local.template.text.Value;
import java.util.List;
import java.util.Optional;

/** An entry of Resources as it is written, its functions not yet evaluated, with the template's Globals merged in. */
public record Declaration(
        String id,
        String type,
        Origin origin,
        Value.Fields properties,
        List<Value.Text> dependsOn,
        Optional<Value.Text> condition) {

    public Declaration {
        dependsOn = List.copyOf(dependsOn);
    }

    boolean isFunction() {
        return type.equals(ResourceTypes.FUNCTION) || type.equals(ResourceTypes.PLAIN_FUNCTION);
    }

    /** A resource that SAM would make of this one, which is there and deployed whenever this one is. */
    Declaration generated(String generatedId, String generatedType, Value.Fields generatedProperties) {
        return new Declaration(generatedId, generatedType, origin, generatedProperties, List.of(), condition);
    }
}
