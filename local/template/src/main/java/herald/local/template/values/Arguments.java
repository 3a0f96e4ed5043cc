package herald.local.template.values;

import herald.local.template.text.Value;
import java.util.List;

/** The arguments of a function that takes a list of them. */
final class Arguments {

    private Arguments() {}

    static List<Value> of(Value argument, String function, int count) {
        return of(argument, function, count, count);
    }

    static List<Value> of(Value argument, String function, int least, int most) {
        var items = argument.asItems();
        if (items.size() < least || items.size() > most) {
            var count = least == most ? String.valueOf(least) : least + " to " + most;
            throw argument.origin().refusal(function + " takes " + count + " arguments and has " + items.size());
        }
        return items;
    }
}
