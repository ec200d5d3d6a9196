package dev.polyphony.kafka;

import static dev.polyphony.kafka.Brokers.TINY;
import static dev.polyphony.kafka.Brokers.await;
import static dev.polyphony.kafka.Brokers.log;
import static dev.polyphony.kafka.Brokers.producer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.EmbeddedKafka;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.events.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// Feeds over a cache of a few events, while a producer writes in transactions, some of which it
/// takes back: whatever comes between, each feed sees what was committed behind its position, once,
/// and in order. `-Dkafka.seed=…` repeats a run.
class InterleavingsTest {
  private static final int PARTITIONS = 3;
  private static final int EVENTS = 1500;

  private final EmbeddedKafka kafka = SharedStores.kafka();
  private final long seed = Long.getLong("kafka.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /// What each partition holds, as far as it counts.
  private final List<List<String>> committed = places();

  @Test
  void eachFeedSeesEverythingBehindItsPositionOnceAndInOrder() {
    System.out.println("kafka.seed=" + seed);
    List<String> topics = List.of(kafka.newTopic(PARTITIONS), kafka.newTopic(1));
    try (EventLog log = log(kafka, TINY)) {
      Position start = await(log.position(topics, new Start.Latest()));
      AtomicBoolean done = new AtomicBoolean();
      CompletionStage<Void> producing =
          CompletableFuture.runAsync(() -> produce(topics)).whenComplete((_, _) -> done.set(true));
      List<Reader> readers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        readers.add(new Reader(log, start, new Random(seed + i)));
      }
      readers.forEach(Reader::run);
      var _ = await(producing);
      int all = committed.stream().mapToInt(List::size).sum();
      for (Reader reader : readers) {
        assertThat(await(reader.seen(all, topics))).as("seed %d", seed).isEqualTo(committed);
      }
    }
  }

  private static List<List<String>> places() {
    List<List<String>> places = new ArrayList<>();
    for (int i = 0; i <= PARTITIONS; i++) {
      places.add(new ArrayList<>());
    }
    return places;
  }

  private void produce(List<String> topics) {
    try (KafkaProducer<String, String> producer =
        producer(kafka, Map.of("transactional.id", "t" + seed))) {
      producer.initTransactions();
      for (int event = 0; event < EVENTS; ) {
        Map<Integer, List<String>> open = new LinkedHashMap<>();
        producer.beginTransaction();
        for (int i = random.nextInt(40); i >= 0 && event < EVENTS; i--, event++) {
          int place = random.nextInt(PARTITIONS + 1);
          String topic = topics.get(place == PARTITIONS ? 1 : 0);
          int partition = place == PARTITIONS ? 0 : place;
          String value = "v" + event;
          var _ = producer.send(new ProducerRecord<>(topic, partition, "k", value));
          open.computeIfAbsent(place, _ -> new ArrayList<>()).add(value);
        }
        producer.flush();
        if (random.nextInt(3) == 0) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
          synchronized (committed) {
            open.forEach((place, values) -> committed.get(place).addAll(values));
          }
        }
      }
    }
  }

  /// Follows from the start, and now and then begins again behind any event that it has seen.
  private static final class Reader {
    private final EventLog log;
    private final Random random;
    private final List<Message> seen = new ArrayList<>();
    private final List<Position> after = new ArrayList<>();
    private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
    private EventFeed feed;
    private final Position start;
    private int wanted = Integer.MAX_VALUE;

    Reader(EventLog log, Position start, Random random) {
      this.log = log;
      this.start = start;
      this.random = random;
      this.feed = log.open(start);
    }

    void run() {
      CompletionStage<Boolean> _ =
          feed.next(1 + random.nextInt(30))
              .handleAsync((batch, failure) -> {
                if (failure != null) {
                  enough.completeExceptionally(failure);
                } else {
                  take(batch);
                }
                return true;
              });
    }

    private synchronized void take(EventBatch batch) {
      Position position = batch.from();
      for (Message message : batch.events()) {
        position = position.after(message);
        seen.add(message);
        after.add(position);
      }
      if (random.nextInt(10) == 0) {
        feed.close();
        // Behind some earlier event, of which a cursor was kept.
        int kept = seen.size() - random.nextInt(Math.min(seen.size(), 60) + 1);
        seen.subList(kept, seen.size()).clear();
        after.subList(kept, after.size()).clear();
        feed = log.open(Position.of((kept == 0 ? start : after.get(kept - 1)).bytes()));
      }
      if (seen.size() >= wanted) {
        feed.close();
        enough.complete(true);
      } else {
        run();
      }
    }

    CompletionStage<List<List<String>>> seen(int all, List<String> topics) {
      synchronized (this) {
        wanted = all;
        if (seen.size() >= all) {
          enough.complete(true);
        }
      }
      return enough.thenApply(_ -> {
        List<List<String>> places = places();
        for (Message message : seen) {
          int place = message.topic().equals(topics.get(1)) ? PARTITIONS : message.partition();
          places.get(place).add(Brokers.text(message));
        }
        return places;
      });
    }
  }
}
