@NullMarked
package dev.polyphony.loaders.janusgraph;

import org.jspecify.annotations.NullMarked;
