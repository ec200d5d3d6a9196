/// A Kafka broker that other modules start as a process.
@NullMarked
package dev.polyphony.embedded.kafka;

import org.jspecify.annotations.NullMarked;
