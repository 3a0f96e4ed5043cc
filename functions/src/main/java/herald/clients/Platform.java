package herald.clients;

import java.net.URI;

/**
 * The way to AWS.
 *
 * @param managementApi where {@code @connections} are, with the stage
 * @param containerCredentials under SnapStart there are no access keys in the environment, since they would be out of
 *     date after a restore, but an address to get them from
 * @param snapshot whether a snapshot is taken at the end of init
 */
public record Platform(
        String region, URI managementApi, Poster poster, boolean containerCredentials, boolean snapshot) {}
