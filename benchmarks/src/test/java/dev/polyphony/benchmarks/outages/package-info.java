/// Every store of the example fails, and comes back.
@NullMarked
package dev.polyphony.benchmarks.outages;

import org.jspecify.annotations.NullMarked;
