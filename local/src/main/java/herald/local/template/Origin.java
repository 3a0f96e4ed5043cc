package herald.local.template;

/**
 * Where a value stands in a template: what a refusal starts with.
 *
 * @param path from the template's top, dotted, without the functions on the way; empty for the template itself
 */
record Origin(String file, int line, String path) {

    Origin child(String name, int childLine) {
        return new Origin(file, childLine, path.isEmpty() ? name : path + "." + name);
    }

    Origin child(String name) {
        return child(name, line);
    }

    Origin item(int index, int itemLine) {
        return new Origin(file, itemLine, path + "[" + index + "]");
    }

    Origin line(int other) {
        return new Origin(file, other, path);
    }

    Refusal refusal(String what) {
        return new Refusal(says(what));
    }

    String says(String what) {
        return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what;
    }
}
