package herald.local.template.alarms;

import herald.local.template.text.Origin;

/** An alarm that is deployed, and is not evaluated here for something that it is declared with. */
final class UnevaluatedAlarm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Origin at;

    /** @param why goes on from "is not evaluated here: " */
    UnevaluatedAlarm(Origin at, String why) {
        super(why, null, false, false);
        this.at = at;
    }

    Origin at() {
        return at;
    }
}
