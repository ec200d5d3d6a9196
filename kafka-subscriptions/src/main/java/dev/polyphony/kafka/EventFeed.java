package dev.polyphony.kafka;

import java.util.concurrent.CompletionStage;

/// Follows topics from a position on. Nothing is held for who does not ask for more.
public interface EventFeed extends AutoCloseable {
  /// What comes next; waits until there is something. Completes on any thread. While no broker
  /// answers it waits too, and goes on by itself when one does.
  ///
  /// Fails with a [FeedException] when the position cannot be followed any more, and with a
  /// `CancellationException` when the feed is closed.
  ///
  /// @param most events, at least 1
  /// @throws IllegalStateException when one is being waited for
  CompletionStage<EventBatch> next(int most);

  /// Ends it. It may be called again.
  @Override
  void close();
}
