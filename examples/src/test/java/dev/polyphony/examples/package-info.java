/// The examples, run as tests on real stores.
@NullMarked
package dev.polyphony.examples;

import org.jspecify.annotations.NullMarked;
