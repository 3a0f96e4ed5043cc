/**
 * The programs that the scripts in {@code local/} start: {@link herald.local.cli.Up}, {@link herald.local.cli.Check},
 * {@link herald.local.cli.Publish} and {@link herald.local.cli.UnusedGrants}. {@link herald.local.cli.Program} is what
 * they have in common. They read options and print; what runs is of {@code stack}, and what is judged of
 * {@code template}.
 */
@NullMarked
package herald.local.cli;

import org.jspecify.annotations.NullMarked;
