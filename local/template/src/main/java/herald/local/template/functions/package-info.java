/**
 * Lambda functions: their settings, the package and the class that they name, and who calls which of them by which
 * alias. What invokes them is read in {@code api} and {@code events}, which find a function here by the name that they
 * have for it; what they may do is read in {@code roles}.
 */
@NullMarked
package herald.local.template.functions;

import org.jspecify.annotations.NullMarked;
