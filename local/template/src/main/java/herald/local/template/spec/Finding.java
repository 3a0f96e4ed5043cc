package herald.local.template.spec;

import java.io.Serializable;

/**
 * Something that is to be said of a template. Immutable.
 *
 * @param path from the template's top, dotted; empty for the template itself
 * @param sentence goes on from the path
 */
public record Finding(Kind kind, String file, int line, String path, String sentence) implements Serializable {

    /** The weight of a finding. */
    public enum Kind {
        /** It would fail when it is deployed, or would not do on AWS what it says. */
        REFUSED,
        /** It is fine on AWS, and nothing that the stand-in runs. */
        NOT_RUN,
        /** It is deployed and works, and is worth knowing. */
        REMARK,
        /** It does nothing, whatever it says: refused where the template is judged, no reason not to run the rest. */
        IDLE
    }

    private static final String RESOURCES = "Resources.";

    /** Returns {@code file:line: path: sentence}. */
    public String text() {
        return text(file, path);
    }

    /** Returns the same with another name of the file, as short as people name things: {@code Resource.Property}. */
    public String text(String shownFile) {
        return text(shownFile, shortPath());
    }

    private String text(String shownFile, String shownPath) {
        return shownFile + ":" + line + ": " + (shownPath.isEmpty() ? "" : shownPath + ": ") + sentence;
    }

    /** Returns {@code Resource.Property} of a resource, any other path as it is. */
    public String shortPath() {
        return path.startsWith(RESOURCES)
                ? path.substring(RESOURCES.length()).replaceFirst("^([A-Za-z0-9]+)\\.Properties(?=\\.|$)", "$1")
                : path;
    }
}
