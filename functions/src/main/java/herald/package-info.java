/**
 * Herald's Lambda functions: the three entry points and {@link EntryPoint}, the ladder that they climb; {@link Settings}, the
 * only file that reads the environment; and {@link Wiring}, the only one that builds collaborators. Init's practice is here
 * ({@link Rehearsal}, {@link Exercises}), and what is written to the log. Everything that is decided about clients and
 * messages is decided below, in the packages that {@link Wiring} puts together.
 */
@NullMarked
package herald;

import org.jspecify.annotations.NullMarked;
