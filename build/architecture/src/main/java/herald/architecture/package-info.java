/**
 * The walls between the packages of a module, for its {@code ArchitectureTest}: {@link Walls} reads a table of who may import
 * whom and checks it, together with circles, purity and what is public. Each module has a table of its own.
 */
@NullMarked
package herald.architecture;

import org.jspecify.annotations.NullMarked;
