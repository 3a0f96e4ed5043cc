package herald.queues;

import herald.publications.ReadResult;

/** A queue record: its receipt, and what reading it gave. */
public record ReceivedRecord<T>(Receipt receipt, ReadResult<T> reading) {}
