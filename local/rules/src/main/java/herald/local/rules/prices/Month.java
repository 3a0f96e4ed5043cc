package herald.local.rules.prices;

import java.time.Duration;

/** The month of a bill: 730 hours, a twelfth of 365 days, as AWS's Pricing Calculator has it. */
public final class Month {

    public static final int HOURS = 730;

    static final long MILLIS = HOURS * 3_600_000L;

    public static final Duration LENGTH = Duration.ofHours(HOURS);

    private Month() {}
}
