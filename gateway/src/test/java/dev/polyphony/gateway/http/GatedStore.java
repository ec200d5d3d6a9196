package dev.polyphony.gateway.http;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.schema.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A store in memory that answers once its gate is open.
final class GatedStore implements Store {
  static final int BOOKS = 20_000;

  private final Store rows = new MemoryStore(Map.of("book", books()));
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private volatile boolean closed;

  private static List<Map<String, ?>> books() {
    List<Map<String, ?>> books = new ArrayList<>();
    for (int i = 0; i < BOOKS; i++) {
      books.add(Map.of("isbn", "%05d".formatted(i), "title", "Title ".repeat(20) + i));
    }
    return books;
  }

  void shut() {
    gate = new CompletableFuture<>();
  }

  void open() {
    gate.complete(null);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return gate.thenCompose(_ -> rows.findByKeys(lookup, context));
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    return gate.thenCompose(_ -> rows.query(query, context));
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return gate.thenCompose(_ -> rows.count(query, context));
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return gate.thenCompose(_ -> rows.inspect(context));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return gate.thenCompose(_ -> rows.verify(declared, context));
  }

  @Override
  public void close() {
    closed = true;
  }
}
