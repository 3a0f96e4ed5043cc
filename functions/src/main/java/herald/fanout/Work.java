package herald.fanout;

import herald.connections.Audience;
import herald.publications.Publication;
import java.util.List;

/**
 * Publications for an audience.
 *
 * @param strict whether nothing may overtake: what can't be done now comes back with its record, and connections that are
 *     owed something get everything else after that
 */
record Work(Audience audience, List<Publication> publications, boolean strict) {}
