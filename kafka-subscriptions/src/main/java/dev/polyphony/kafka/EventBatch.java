package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.util.List;

/// What comes next in a feed.
///
/// @param from where it begins
/// @param events in the order of each partition; none where only the position has moved
/// @param next where it ends: behind the last event, and behind what is none, such as the marks of
///   transactions
public record EventBatch(Position from, List<Message> events, Position next) {
  public EventBatch {
    events = List.copyOf(events);
  }
}
