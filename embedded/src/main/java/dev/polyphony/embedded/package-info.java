/// Starts real stores as child processes and loads an example's data into them.
@NullMarked
package dev.polyphony.embedded;

import org.jspecify.annotations.NullMarked;
