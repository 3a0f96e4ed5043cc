/**
 * The stand-in's own pages: the console and its JSON, the page for users, and the faults that can be changed at run
 * time. It answers from what {@code feed} keeps and lets it see, and from what the root hands it; {@code gateway}
 * serves it on its port, knowing no more of it than {@link herald.local.stack.gateway.WebPages}.
 */
@NullMarked
package herald.local.stack.console;

import org.jspecify.annotations.NullMarked;
