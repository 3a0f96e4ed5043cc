package herald.fanout;

import herald.invocation.TimeReserve;

/** The means that one invocation lends its fan-outs: its time, and where they are counted. */
public record Means(TimeReserve reserve, Tally tally) {}
