/// Loads an example's data files into its stores, as a seed file tells.
@NullMarked
package dev.polyphony.embedded.seed;

import org.jspecify.annotations.NullMarked;
