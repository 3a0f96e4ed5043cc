package herald.connections;

final class MemoryProgressTest extends ProgressContract {

    private final MemoryProgress progress = new MemoryProgress();

    @Override
    Progress progress() {
        return progress;
    }
}
