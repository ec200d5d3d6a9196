/// Polyphony against a hand-written endpoint, side by side in one run.
@NullMarked
package dev.polyphony.benchmarks;

import org.jspecify.annotations.NullMarked;
