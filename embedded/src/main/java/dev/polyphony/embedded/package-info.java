/// Real stores as child processes, for the demo and for tests.
@NullMarked
package dev.polyphony.embedded;

import org.jspecify.annotations.NullMarked;
