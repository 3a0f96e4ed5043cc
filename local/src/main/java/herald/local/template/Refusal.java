package herald.local.template;

/**
 * A template that the stand-in will not run. The message is one line that a person can act on: the resource's logical
 * id, the property, and the template's line where it is known, then what is wrong.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
