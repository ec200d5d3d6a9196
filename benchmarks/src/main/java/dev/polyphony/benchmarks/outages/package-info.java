/// What becomes of answers while a store is gone, and how soon they are whole again.
@NullMarked
package dev.polyphony.benchmarks.outages;

import org.jspecify.annotations.NullMarked;
