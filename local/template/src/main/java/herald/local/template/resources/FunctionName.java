package herald.local.template.resources;

import herald.local.template.text.Origin;
import java.util.regex.Pattern;

/**
 * Any of the forms in which Lambda takes a function's name: name, partial ARN, ARN, each with or without a qualifier,
 * which is an alias or a version (AWS docs, Lambda API, FunctionName).
 */
public record FunctionName(String name, String qualifier) {

    private static final Pattern FORM = Pattern.compile("(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\\d{12}:function:)?"
            + "([A-Za-z0-9_-]{1,64})(?::(\\$LATEST|[A-Za-z0-9_-]+))?");

    public static final String LATEST = "$LATEST";

    public static FunctionName parse(String text, Origin at) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw at.refusal(text + " is neither the name nor the ARN of a function");
        }
        var qualifier = form.group(2);
        return new FunctionName(form.group(1), qualifier == null ? "" : qualifier);
    }
}
