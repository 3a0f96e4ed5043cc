package herald.publications;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;

/** Says that a text is not the JSON it should be, and where. Its message never quotes the text. */
public final class JsonFault extends Exception {

    private static final long serialVersionUID = 1L;

    JsonFault(String fault) {
        super(fault);
    }

    /** The parser's own message quotes what it read, so only its position is kept. */
    static JsonFault of(JacksonException fault) {
        JsonLocation location = fault.getLocation();
        return new JsonFault(
                location == null
                        ? "not JSON"
                        : "not JSON: fault at line " + location.getLineNr() + ", column " + location.getColumnNr());
    }
}
