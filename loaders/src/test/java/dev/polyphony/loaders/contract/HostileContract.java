package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever a client sends is a value: it comes back as data, or it is refused as one.
interface HostileContract extends Contract {
  private static List<String> hostile() {
    return List.of(
        "'; DROP TABLE thing; --",
        "\" OR 1=1 --",
        "$where",
        "{\"$ne\":1}",
        "{$gt: ''}",
        "$1",
        "{$key.id}",
        "a\r\nb",
        "%_\\",
        "null",
        "[\"a\"]",
        "😀",
        "x".repeat(1_000_000));
  }

  @Test
  default void hostileTextsAreKeysAndValuesLikeOthers() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).value("v", ValueType.TEXT).mapping();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    List<String> texts = hostile();
    for (int i = 0; i < texts.size(); i++) {
      // A megabyte is no key that every server can index.
      String id = texts.get(i).length() > 1000 ? "long" : texts.get(i);
      rows.add(Contract.row("id", id, "v", texts.get(i)));
    }
    create(mapping, rows);

    for (int i = 0; i < texts.size(); i++) {
      String id = String.valueOf(rows.get(i).get("id"));
      assertThat(Contract.cell(find(mapping, Projection.of("v"), id), 0)).isEqualTo(texts.get(i));
      assertThat(passing(mapping, Contract.compare("v", Operator.EQ, texts.get(i))))
          .isEqualTo(List.of(id));
    }
    assertThat(passing(mapping, Contract.compare("v", Operator.NE, "{\"$ne\":1}")))
        .hasSize(texts.size() - 1);
  }

  @Test
  default void aMegabyteThatIsNoKeyIsAbsent() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).mapping();
    create(mapping, List.of(Contract.row("id", "a")));

    Answer answer = find(mapping, Projection.of("id"), "y".repeat(1_000_000), "a");

    assertThat(answer.links().count(0)).isZero();
    assertThat(Contract.cell(answer, 1)).isEqualTo("a");
  }

  @Test
  default void textThatCannotBeStoredIsDataOrRefused() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).mapping();
    create(mapping, List.of(Contract.row("id", "a")));

    for (String text : List.of("a\0b", "\0", "\uD800", "x\uDC00y")) {
      CompletionStage<Answer> stage =
          store()
              .findByKeys(
                  new KeyLookup(
                      mapping, mapping.key(), KeyBatch.of(text, "a"), Projection.of("id")),
                  Contract.context());
      boolean lone = text.indexOf('\0') < 0;
      assertThat(refused(stage) || (!lone && absent(stage)))
          .as("%x", (int) text.charAt(0))
          .isTrue();
    }
    assertThat(Contract.cell(find(mapping, Projection.of("id"), "a"), 0)).isEqualTo("a");
  }

  private static boolean absent(CompletionStage<Answer> stage) {
    return Contract.await(stage).links().count(0) == 0;
  }

  /// Whether the whole request, or its first ordinal, was refused.
  private static boolean refused(CompletionStage<Answer> stage) {
    try {
      Answer answer = stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      StoreException failure = answer.failures().get(0);
      return failure != null && failure.reason() == FailureReason.REJECTED;
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreException failure
          && failure.reason() == FailureReason.REJECTED;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
