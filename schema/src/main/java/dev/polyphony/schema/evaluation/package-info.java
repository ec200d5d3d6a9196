/// What conditions mean, where the gateway itself applies them to rows.
@NullMarked
package dev.polyphony.schema.evaluation;

import org.jspecify.annotations.NullMarked;
