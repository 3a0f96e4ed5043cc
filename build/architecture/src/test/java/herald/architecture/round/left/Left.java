package herald.architecture.round.left;

import herald.architecture.round.right.Right;

public record Left(Right other) {}
