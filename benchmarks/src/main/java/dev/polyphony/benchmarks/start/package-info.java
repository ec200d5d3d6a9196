/// How long a gateway takes to start with a schema of many types.
@NullMarked
package dev.polyphony.benchmarks.start;

import org.jspecify.annotations.NullMarked;
