@NullMarked
package dev.polyphony.loaders.postgresql;

import org.jspecify.annotations.NullMarked;
