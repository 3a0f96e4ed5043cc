package herald.local.template.resources;

import herald.local.template.declarations.Declaration;
import herald.local.template.text.Origin;
import herald.local.template.values.Properties;

/** A resource of this run with every function evaluated. */
public record Resource(Declaration declared, Properties properties) {

    public String id() {
        return declared.id();
    }

    public String type() {
        return declared.type();
    }

    public Origin origin() {
        return declared.origin();
    }
}
