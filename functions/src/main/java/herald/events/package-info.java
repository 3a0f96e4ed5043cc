/** Lambda's events and answers as JSON. */
@NullMarked
package herald.events;

import org.jspecify.annotations.NullMarked;
