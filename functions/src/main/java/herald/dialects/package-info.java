/** How clients speak: publications to frames, text to client messages. Pure. */
@NullMarked
package herald.dialects;

import org.jspecify.annotations.NullMarked;
