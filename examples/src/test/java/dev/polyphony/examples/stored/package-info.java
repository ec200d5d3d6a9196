/// What the stores of the examples hold.
@NullMarked
package dev.polyphony.examples.stored;

import org.jspecify.annotations.NullMarked;
