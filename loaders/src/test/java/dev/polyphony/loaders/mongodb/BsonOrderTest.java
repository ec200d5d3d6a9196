package dev.polyphony.loaders.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class BsonOrderTest {
  @Test
  void numbersOfAllTypesAreEqualByValue() {
    Object one = BsonOrder.normal(1);

    assertThat(BsonOrder.normal(1L)).isEqualTo(one);
    assertThat(BsonOrder.normal(1.0)).isEqualTo(one);
    assertThat(BsonOrder.normal(new BigDecimal("1.000"))).isEqualTo(one);
    assertThat(BsonOrder.normal(new BigDecimal("0.10")))
        .isEqualTo(BsonOrder.normal(new BigDecimal("0.1")))
        .isNotEqualTo(BsonOrder.normal(0.1));
    assertThat(BsonOrder.normal(-0.0)).isEqualTo(BsonOrder.normal(0));
    assertThat(BsonOrder.normal(9007199254740993L))
        .isNotEqualTo(BsonOrder.normal(9007199254740992.0));
    assertThat(BsonOrder.normal(new BigDecimal("1E+6000"))).isInstanceOf(BigDecimal.class);
  }

  @Test
  void otherTypesAreNotEqualToTheirLikes() {
    assertThat(BsonOrder.normal("1")).isNotEqualTo(BsonOrder.normal(1));
    assertThat(BsonOrder.normal(new byte[] {1})).isEqualTo(BsonOrder.normal(new byte[] {1}));
    assertThat(BsonOrder.normal(true)).isNotEqualTo(BsonOrder.normal(1));
  }

  @Test
  void sortsAsTheServerDoes() {
    List<Object> sorted =
        new ArrayList<>(
            Arrays.asList(
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                -5L,
                0.5,
                new BigDecimal("0.6"),
                9007199254740992.0,
                9007199254740993L,
                new BigDecimal("1E+30"),
                Double.POSITIVE_INFINITY,
                "",
                "Z",
                "a",
                "aa",
                "\uFFFD",
                "\uD83D\uDE00",
                new byte[] {2},
                new byte[] {(byte) 200},
                new byte[] {0, 0},
                UUID.fromString("00000000-0000-4000-8000-000000000000"),
                UUID.fromString("ffffffff-0000-4000-8000-000000000000"),
                new ObjectId("000000000000000000000000"),
                new ObjectId("ff0000000000000000000000"),
                false,
                true,
                Instant.EPOCH,
                Instant.EPOCH.plusMillis(1)));
    sorted.replaceAll(BsonOrder::normal);
    List<Object> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));

    shuffled.sort(BsonOrder::compare);

    assertThat(shuffled).isEqualTo(sorted);
  }
}
