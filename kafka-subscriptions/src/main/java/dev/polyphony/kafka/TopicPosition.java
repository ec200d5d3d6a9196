package dev.polyphony.kafka;

import java.util.Arrays;

/// A position in one topic: for each partition the offset of what comes next. A partition beyond
/// them was added later, and nothing of it has been read.
public final class TopicPosition {
  private final String id;
  private final long[] next;

  /// @param id of the topic: another one of the same name has another
  /// @param next not to be changed afterwards
  TopicPosition(String id, long[] next) {
    this.id = id;
    this.next = next;
  }

  public String id() {
    return id;
  }

  public int partitions() {
    return next.length;
  }

  public long next(int partition) {
    return partition < next.length ? next[partition] : 0;
  }

  TopicPosition with(int partition, long offset) {
    long[] other = Arrays.copyOf(next, Math.max(next.length, partition + 1));
    other[partition] = offset;
    return new TopicPosition(id, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicPosition position
        && id.equals(position.id)
        && Arrays.equals(next, position.next);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(next);
  }

  @Override
  public String toString() {
    return id + Arrays.toString(next);
  }
}
