package herald.fanout;

import herald.posts.Outcome;
import java.lang.System.Logger.Level;

/** Says why connections are closed: the number of those that are does not tell what is wrong with them. */
final class GivingUp {

    private GivingUp() {}

    static void log(Outcome last) {
        System.getLogger(GivingUp.class.getName())
                .log(
                        Level.WARNING,
                        "a connection is closed, and perhaps more: " + Settlement.MAX_TRIES
                                + " tries were in vain, the last: " + last);
    }
}
