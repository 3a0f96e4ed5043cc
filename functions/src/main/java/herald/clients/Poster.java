package herald.clients;

/** The client that posts. {@code LEAN}: {@link herald.lean.LeanManagementApi}; {@code SDK}: the SDK's own. */
public enum Poster {
    LEAN,
    SDK
}
