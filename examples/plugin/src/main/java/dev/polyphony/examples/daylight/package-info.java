/// The plug-in of the example.
@NullMarked
package dev.polyphony.examples.daylight;

import org.jspecify.annotations.NullMarked;
