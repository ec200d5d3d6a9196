/// Reads SDL into a catalog, reports every problem, and makes the served schema.
@NullMarked
package dev.polyphony.schema.sdl;

import org.jspecify.annotations.NullMarked;
