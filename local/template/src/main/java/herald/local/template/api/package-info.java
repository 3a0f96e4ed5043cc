/**
 * WebSocket APIs: routes with their integrations, authorizers and responses, stages with their deployments, and the
 * permissions by which API Gateway may invoke what they name. Which function a URI means is known to {@code functions}.
 */
@NullMarked
package herald.local.template.api;

import org.jspecify.annotations.NullMarked;
