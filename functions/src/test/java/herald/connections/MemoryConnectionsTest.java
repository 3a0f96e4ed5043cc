package herald.connections;

/** The table of the other tests keeps the contract that the real one does. */
class MemoryConnectionsTest extends ConnectionsContract {

    private final Connections connections = new MemoryConnections(() -> NOW, PAGE_ROWS);

    @Override
    Connections connections() {
        return connections;
    }
}
