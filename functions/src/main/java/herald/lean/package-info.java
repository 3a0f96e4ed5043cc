/**
 * A lean client of the management API of WebSocket APIs: the SDK's {@code ApiGatewayManagementApiAsyncClient} with the same
 * calls, answers and exceptions, for a tenth of its CPU. It needs the SDK, Netty and Jackson's core, and imports nothing of
 * Herald, so that the folder can be taken as it is.
 *
 * <p>{@link LeanManagementApi} is its one public type. {@link Wires} has the connections and the calls that wait for one,
 * {@link Signer} and {@link RequestText} write requests, {@link HttpAnswerReader} and {@link ErrorAnswers} read answers.
 * docs/decisions/0006 says why each thing is as it is.
 */
@NullMarked
package herald.lean;

import org.jspecify.annotations.NullMarked;
