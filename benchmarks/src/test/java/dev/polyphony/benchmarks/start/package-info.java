/// Whether many types start in due time, and are told all that is wrong with them.
@NullMarked
package dev.polyphony.benchmarks.start;

import org.jspecify.annotations.NullMarked;
