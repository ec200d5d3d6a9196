package dev.polyphony.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Which topics there are. Its questions block; they are asked on threads of this package.
final class TopicDirectory implements AutoCloseable {
  /// @param id another one for another topic of the same name
  record Topic(String id, int partitions) {}

  private final Admin admin;
  private final Duration timeout;

  TopicDirectory(Map<String, Object> client, Duration timeout) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("default.api.timeout.ms", (int) timeout.toMillis());
    settings.put("request.timeout.ms", (int) timeout.toMillis());
    this.admin = Admin.create(settings);
    this.timeout = timeout;
  }

  /// By name.
  ///
  /// @throws FeedException when one is not there, or nobody answers
  Map<String, Topic> describe(Collection<String> names) throws InterruptedException {
    Map<String, Topic> found = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
        admin.describeTopics(List.copyOf(names)).topicNameValues().entrySet()) {
      TopicDescription topic = await(entry.getKey(), entry.getValue());
      found.put(entry.getKey(), new Topic(topic.topicId().toString(), topic.partitions().size()));
    }
    return found;
  }

  Topic describe(String name) throws InterruptedException {
    Topic found = describe(List.of(name)).get(name);
    if (found == null) {
      throw new FeedException(FeedException.Reason.UNKNOWN_TOPIC, "There is no topic " + name);
    }
    return found;
  }

  private TopicDescription await(String name, KafkaFuture<TopicDescription> asked)
      throws InterruptedException {
    try {
      return asked.get(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable();
    } catch (ExecutionException e) {
      throw failure(name, e.getCause());
    }
  }

  private static FeedException failure(String name, @Nullable Throwable cause) {
    return switch (cause) {
      case UnknownTopicOrPartitionException _ ->
          new FeedException(FeedException.Reason.UNKNOWN_TOPIC, "There is no topic " + name);
      case RetriableException _ -> unavailable();
      case null, default ->
          new FeedException(FeedException.Reason.REJECTED, name + " cannot be read: " + cause);
    };
  }

  static FeedException unavailable() {
    return new FeedException(FeedException.Reason.UNAVAILABLE, "No broker answers");
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
