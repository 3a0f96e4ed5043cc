package herald.dialects;

import herald.publications.EventName;

/** Why a client's message is not taken: a code that programs may rely on, and a sentence for people. */
public sealed interface Refusal {

    /** How much of a name that a client made up is repeated to it. */
    int MAX_NAME = 64;

    String code();

    String sentence();

    /** The text is not a message of the protocol. */
    record Malformed(String fault) implements Refusal {
        @Override
        public String code() {
            return "malformed";
        }

        @Override
        public String sentence() {
            return "The message can't be read: " + fault + ".";
        }
    }

    /** Clients may not publish this event. */
    record UnknownEvent(EventName event) implements Refusal {
        @Override
        public String code() {
            return "unknown_event";
        }

        @Override
        public String sentence() {
            return "Clients can't publish the event '" + shortened(event) + "'.";
        }
    }

    /** The frame that everybody would get is over the limit, in bytes. */
    record TooLarge(EventName event, int limit) implements Refusal {
        @Override
        public String code() {
            return "too_large";
        }

        @Override
        public String sentence() {
            return "The event '" + shortened(event) + "' is too large: " + limit + " bytes is the most.";
        }
    }

    /** The queue did not take it; the client may try again. */
    record Unavailable(EventName event) implements Refusal {
        @Override
        public String code() {
            return "unavailable";
        }

        @Override
        public String sentence() {
            return "The event '" + shortened(event) + "' could not be published now; try again.";
        }
    }

    /** Cuts at a code point, so that no half of a pair is left. */
    private static String shortened(EventName event) {
        String name = event.value();
        if (name.codePointCount(0, name.length()) <= MAX_NAME) {
            return name;
        }
        return name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + "…";
    }
}
