/// Topics as one log: a cache in memory of what came last, over Kafka itself.
///
/// A topic that somebody follows is read once, by one consumer, into a bounded cache
/// ([TopicReader]). Who follows topics holds a [Position] in them and pulls what comes behind it
/// ([EventFeed]): from the cache, or, where it lies before that, from Kafka by one of a few
/// consumers that everybody shares ([CatchUp]). So catching up and following are one thing, nothing
/// is handed over, and who does not pull costs nothing.
@NullMarked
package dev.polyphony.kafka;

import org.jspecify.annotations.NullMarked;
