package herald.local.template;

/** A resource of this run with every function evaluated. */
record Resource(Declared declared, Properties properties) {

    String id() {
        return declared.id();
    }

    String type() {
        return declared.type();
    }

    Origin origin() {
        return declared.origin();
    }
}
