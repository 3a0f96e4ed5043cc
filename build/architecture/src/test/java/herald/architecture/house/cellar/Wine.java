package herald.architecture.house.cellar;

import java.util.concurrent.CompletableFuture;

public interface Wine {

    CompletableFuture<Integer> bottles();
}
