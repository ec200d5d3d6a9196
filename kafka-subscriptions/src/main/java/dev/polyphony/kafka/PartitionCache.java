package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.util.ArrayList;
import java.util.List;

/// What came last in one partition: everything from one offset up to another. Not safe for threads.
final class PartitionCache {
  private List<Message> messages = new ArrayList<>();
  private int head;
  private long first;
  private long next;

  /// Empty, with nothing read before an offset.
  PartitionCache(long offset) {
    this.first = offset;
    this.next = offset;
  }

  /// The offset from which on everything is here.
  long first() {
    return first;
  }

  /// The offset up to which everything has been read.
  long next() {
    return next;
  }

  void add(Message message) {
    messages.add(message);
    next = message.offset() + 1;
  }

  /// What lies before an offset has been read, and is no message.
  void skipTo(long offset) {
    next = Math.max(next, offset);
  }

  /// Forgets the first message.
  Message evict() {
    Message evicted = messages.get(head++);
    first = evicted.offset() + 1;
    if (head > 1024 && head * 2 > messages.size()) {
      messages = new ArrayList<>(messages.subList(head, messages.size()));
      head = 0;
    }
    return evicted;
  }

  /// Adds what comes from an offset on.
  ///
  /// @return the offset behind what was added
  long copy(long offset, int most, List<Message> into) {
    int from = indexOf(offset);
    int to = Math.min(messages.size(), from + most);
    into.addAll(messages.subList(from, to));
    return to == messages.size() ? Math.max(next, offset) : messages.get(to).offset();
  }

  /// The place of the first message at an offset or behind it.
  private int indexOf(long offset) {
    int low = head;
    int high = messages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (messages.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
