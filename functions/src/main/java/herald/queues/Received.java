package herald.queues;

import herald.publications.Reading;

/** A queue record: its receipt, and what reading it gave. */
public record Received<T>(Receipt receipt, Reading<T> reading) {}
