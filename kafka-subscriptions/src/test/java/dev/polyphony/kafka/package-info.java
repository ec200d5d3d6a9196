/// Topics as a log, over a real broker.
@NullMarked
package dev.polyphony.kafka;

import org.jspecify.annotations.NullMarked;
