package herald.architecture.house.kitchen;

import herald.architecture.house.cellar.Wine;
import java.time.Instant;

public record Cook(Wine with, Instant since) {}
