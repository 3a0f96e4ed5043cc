/**
 * A template's text, YAML or JSON, as values that know their file, line and path, and the findings that are made at
 * such places. Functions are still calls here, and nothing is known of resources: {@code values} evaluates, everybody
 * else reads what it gives.
 */
@NullMarked
package herald.local.template.text;

import org.jspecify.annotations.NullMarked;
