package dev.polyphony.resolvers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.plugin.Batch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginFieldsTest {
  private static List<@Nullable Object> each(Batch batch, @Nullable Object value) {
    List<@Nullable Object> values = new ArrayList<>();
    batch.parents().forEach(_ -> values.add(value));
    return values;
  }

  @Test
  void equalParentsAreAskedOnceAndThoseWithoutTheValueNot() {
    try (Shop shop = new Shop(batch -> List.of(new BigDecimal("3.10"), new BigDecimal("4")))) {
      String answer = shop.ask("{ goods { id price(percent: 20) } }");

      assertThat(answer)
          .isEqualTo(
              "{\"data\":{\"goods\":[{\"id\":\"a\",\"price\":\"3.10\"},{\"id\":\"b\",\"price\":\"3.10\"},"
                  + "{\"id\":\"c\",\"price\":null},{\"id\":\"d\",\"price\":\"4\"}]}}");
      assertThat(shop.batches()).hasSize(1);
      Batch batch = shop.batches().getFirst();
      assertThat(batch.field()).isEqualTo("Good.price");
      assertThat(batch.parents()).containsExactly(Map.of("weight", 1.5), Map.of("weight", 2.0));
      assertThat(batch.arguments()).isEqualTo(Map.of("percent", 20));
      assertThat(batch.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    }
  }

  @Test
  void whereNoParentHasTheValueNothingIsAsked() {
    try (Shop shop = new Shop(batch -> each(batch, "never"))) {
      assertThat(shop.ask("{ good(id: \"c\") { price offer { price } } }"))
          .isEqualTo("{\"data\":{\"good\":{\"price\":null,\"offer\":null}}}");
      assertThat(shop.batches()).isEmpty();
    }
  }

  @Test
  void listsOfValuesAndEnumsAreAnswered() {
    try (Shop shop =
        new Shop(batch ->
            batch.field().equals("Good.tags")
                ? Arrays.asList(List.of("x", "y"), null, List.of(), List.of(1))
                : List.of("g", "b", "GOOD", 1))) {
      String answer = shop.ask("{ goods { tags } }");
      assertThat(answer)
          .startsWith(
              "{\"data\":{\"goods\":[{\"tags\":[\"x\",\"y\"]},{\"tags\":null},{\"tags\":[]},"
                  + "{\"tags\":null}]}")
          .contains("\"path\":[\"goods\",3,\"tags\",0]", "BAD_DATA");

      assertThat(shop.ask("{ goods { grade } }"))
          .startsWith(
              "{\"data\":{\"goods\":[{\"grade\":\"GOOD\"},{\"grade\":\"BAD\"},{\"grade\":null},"
                  + "{\"grade\":null}]}")
          .contains("BAD_DATA");
    }
  }

  @Test
  void objectsMayBeListsAndLeadOnToEntities() {
    Map<String, Object> offer = Map.of("price", new BigDecimal("1.5"), "makerId", "m");
    try (Shop shop =
        new Shop(batch ->
            batch.field().equals("Good.offers")
                ? Arrays.asList(List.of(offer, offer), List.of(), null, List.of(offer))
                : each(batch, offer))) {
      assertThat(shop.ask("{ goods { offers { price maker { name } } } }"))
          .isEqualTo(
              "{\"data\":{\"goods\":[{\"offers\":[O,O]},{\"offers\":[]},{\"offers\":[]},{\"offers\":[O]}]}}"
                  .replace("O", "{\"price\":\"1.5\",\"maker\":{\"name\":\"Mill\"}}"));
      assertThat(shop.batches().getLast().fields()).containsExactlyInAnyOrder("price", "makerId");
      assertThat(shop.ask("{ good(id: \"a\") { offer { price shop } } best(grade: BAD) { shop } }"))
          .isEqualTo(
              "{\"data\":{\"good\":{\"offer\":{\"price\":\"1.5\",\"shop\":null}},"
                  + "\"best\":{\"shop\":null}}}");
      assertThat(shop.batches())
          .anySatisfy(batch -> {
            assertThat(batch.field()).isEqualTo("Query.best");
            assertThat(batch.parents()).containsExactly(Map.of());
            assertThat(batch.arguments()).isEqualTo(Map.of("grade", "b"));
          });
    }
  }

  @Test
  void aValueOfAnotherTypeIsAnErrorOfItsOwnField() {
    try (Shop shop =
        new Shop(batch -> List.of(Map.of("price", "cheap"), Map.of("price", BigDecimal.ONE)))) {
      assertThat(shop.ask("{ goods { offer { price } } }"))
          .startsWith(
              "{\"data\":{\"goods\":[{\"offer\":null},{\"offer\":null},{\"offer\":null},"
                  + "{\"offer\":{\"price\":\"1\"}}]}")
          .contains("\"path\":[\"goods\",0,\"offer\",\"price\"]", "BAD_DATA");
    }
    try (Shop shop = new Shop(batch -> each(batch, 5))) {
      assertThat(shop.ask("{ good(id: \"a\") { offer { price } } }"))
          .startsWith("{\"data\":{\"good\":{\"offer\":null}}")
          .contains("BAD_DATA");
    }
  }

  @Test
  void aRequiredEnumHasItsStoredName() {
    try (Shop shop = new Shop(batch -> each(batch, List.of()))) {
      shop.ask("{ best(grade: BAD) { shop } }");
      assertThat(shop.batches().getFirst().arguments()).isEqualTo(Map.of("grade", "b"));
      shop.ask("{ best { shop } }");
      assertThat(shop.batches().getLast().arguments()).containsEntry("grade", null);
    }
  }

  @Test
  void tooFewValuesFailTheField() {
    try (Shop shop = new Shop(_ -> List.of())) {
      assertThat(shop.ask("{ good(id: \"a\") { id price } }"))
          .startsWith("{\"data\":{\"good\":{\"id\":\"a\",\"price\":null}}")
          .contains("BAD_DATA");
    }
  }

  @Test
  void whateverItThrowsIsForTheLogAndTheRestIsAnswered() {
    for (Throwable thrown : List.of(new Exception("secret"), new StackOverflowError("secret"))) {
      try (Shop shop =
          new Shop(_ -> {
            if (thrown instanceof Exception exception) {
              throw exception;
            }
            throw (Error) thrown;
          })) {
        assertThat(shop.ask("{ good(id: \"a\") { id price } }"))
            .startsWith("{\"data\":{\"good\":{\"id\":\"a\",\"price\":null}}")
            .contains("INTERNAL")
            .doesNotContain("secret");
      }
    }
  }

  @Test
  void whoeverTakesTooLongIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Shop shop =
        new Shop(batch -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return each(batch, null);
        })) {
      assertThat(shop.ask("{ good(id: \"a\") { id price } }", Duration.ofMillis(1500)))
          .startsWith("{\"data\":{\"good\":{\"id\":\"a\",\"price\":null}}")
          .contains("TIMED_OUT");
      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
