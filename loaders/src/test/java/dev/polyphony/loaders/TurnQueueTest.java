package dev.polyphony.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
  private final TurnQueue queue = new TurnQueue("MongoDB", 2, 3);
  private final List<String> sent = new ArrayList<>();
  private final List<CompletableFuture<String>> running = new ArrayList<>();

  @Test
  void sendsAsManyAtOnceAsThereAreConnections() {
    queue.submit(commands("a", 5));

    assertThat(sent).containsExactly("a0", "a1");
    running.get(1).complete("");
    assertThat(sent).containsExactly("a0", "a1", "a2");
  }

  @Test
  void takesTurnsBetweenRequests() {
    queue.submit(commands("a", 4));
    queue.submit(commands("b", 2));

    for (int i = 0; i < 4; i++) {
      running.get(i).complete("");
    }

    assertThat(sent).containsExactly("a0", "a1", "a2", "b0", "a3", "b1");
  }

  @Test
  void goesOnAfterACommandThatFailed() {
    queue.submit(commands("a", 3));

    running.getFirst().completeExceptionally(new IllegalStateException());

    assertThat(sent).containsExactly("a0", "a1", "a2");
  }

  @Test
  void refusesRequestsBeyondThoseThatMayWait() {
    for (String request : List.of("a", "b", "c", "d", "e")) {
      queue.submit(commands(request, 1));
    }

    assertThatThrownBy(() -> queue.submit(commands("f", 1)))
        .isInstanceOfSatisfying(
            StoreException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(FailureReason.UNAVAILABLE));
    running.getFirst().complete("");
    queue.submit(commands("g", 1));
    assertThat(sent).containsExactly("a0", "b0", "c0");
  }

  @Test
  void manyCommandsThatEndAtOnceTakeNoStack() {
    List<Supplier<CompletionStage<?>>> commands = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      commands.add(() -> {
        sent.add("");
        return CompletableFuture.completedFuture("");
      });
    }

    queue.submit(commands);

    assertThat(sent).hasSize(100_000);
  }

  private List<Supplier<CompletionStage<?>>> commands(String request, int count) {
    List<Supplier<CompletionStage<?>>> commands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = request + i;
      commands.add(() -> {
        sent.add(name);
        CompletableFuture<String> end = new CompletableFuture<>();
        running.add(end);
        return end;
      });
    }
    return commands;
  }
}
