@NullMarked
package dev.polyphony.loaders.memory;

import org.jspecify.annotations.NullMarked;
