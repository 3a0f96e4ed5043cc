package herald.architecture.house.kitchen;

/** Decides by a clock that somebody else reads for it. */
record Timer(Clock clock) {}
