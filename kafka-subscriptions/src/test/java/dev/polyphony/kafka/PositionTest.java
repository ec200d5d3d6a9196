package dev.polyphony.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.polyphony.schema.events.Message;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionTest {
  private final Random random = new Random(1);

  private Position position() {
    Map<String, TopicPosition> topics = new LinkedHashMap<>();
    for (int t = random.nextInt(4); t >= 0; t--) {
      long[] next = new long[random.nextInt(6)];
      Arrays.setAll(next, _ -> random.nextLong() >>> 1 >>> random.nextInt(63));
      topics.put("t" + t, new TopicPosition(Uuid.randomUuid().toString(), next));
    }
    return new Position(topics);
  }

  @Test
  void bytesAreReadAgainAsTheyWereWritten() {
    for (int i = 0; i < 1000; i++) {
      Position position = position();

      assertThat(Position.of(position.bytes())).isEqualTo(position);
    }
  }

  @Test
  void whatIsNoPositionIsRefused() {
    for (int i = 0; i < 100; i++) {
      byte[] bytes = position().bytes();
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatIllegalArgumentException().isThrownBy(() -> Position.of(cut));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Position.of(Arrays.copyOf(bytes, bytes.length + 1)));
    }
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      try {
        assertThat(Position.of(bytes).bytes().length).isLessThanOrEqualTo(bytes.length);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("no position");
      }
    }
  }

  @Test
  void aMessageMovesItsOwnPartition() {
    Position before =
        new Position(
            Map.of("t", new TopicPosition(Uuid.randomUuid().toString(), new long[] {5, 7})));
    Message message = new Message("t", 1, 9, 0, null, null, Map.of());

    Position after = before.after(message);

    assertThat(before.in("t").next(1)).isEqualTo(7);
    assertThat(after.in("t").next(1)).isEqualTo(10);
    assertThat(after.in("t").next(0)).isEqualTo(5);
    assertThat(after.after(new Message("t", 3, 0, 0, null, null, Map.of())).in("t").next(3))
        .isEqualTo(1);
  }
}
