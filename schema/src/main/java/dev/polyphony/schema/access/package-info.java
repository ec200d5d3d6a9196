/// Who asks, and who may see what.
@NullMarked
package dev.polyphony.schema.access;

import org.jspecify.annotations.NullMarked;
