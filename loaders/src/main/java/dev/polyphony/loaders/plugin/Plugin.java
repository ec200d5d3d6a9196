package dev.polyphony.loaders.plugin;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.plugin.Batch;
import dev.polyphony.schema.plugin.BatchResolver;
import dev.polyphony.schema.problems.Problem;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One resolver of a plug-in. Each batch runs on a virtual thread of its own; so many at once that
/// none of them that hangs takes the others' memory.
public final class Plugin implements Store {
  private static final int RUNNING = 256;

  private final BatchResolver resolver;
  private final Semaphore free = new Semaphore(RUNNING);

  public Plugin(BatchResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    if (!(query.source() instanceof Source.Native source)) {
      return unsupported();
    }
    NativeParents<Object> parents = NativeParents.of(source, PluginBatches::stored);
    boolean root = source.parents() == null;
    if (!root && parents.isEmpty()) {
      return CompletableFuture.completedFuture(parents.answer(query, List.of(), List.of()));
    }
    Batch batch = PluginBatches.of(source, parents, query.projection(), context.remaining());
    String unit = root ? "" : "parents";
    context.log().add(new Statement(source.statement().text(), 1, batch.parents().size(), unit));
    return values(batch, context)
        .thenApply(values -> {
          List<List<@Nullable Object[]>> rows = PluginBatches.rows(source, query, values);
          return root
              ? PluginBatches.root(query, rows.getFirst())
              : parents.answer(query, rows, Collections.nCopies(rows.size(), null));
        });
  }

  private CompletableFuture<List<? extends @Nullable Object>> values(
      Batch batch, CallContext context) {
    if (!free.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new StoreException(
              FailureReason.UNAVAILABLE,
              RUNNING + " batches of " + resolver.name() + " run already"));
    }
    CompletableFuture<List<? extends @Nullable Object>> values = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("plugin-" + resolver.name())
            .start(() -> {
              try {
                values.complete(checked(batch, resolver.resolve(batch)));
              } catch (Throwable failure) {
                // A plug-in may fail in any way; its field is what fails.
                values.completeExceptionally(failure);
              } finally {
                free.release();
              }
            });
    return values
        .orTimeout(Math.max(1, context.remaining().toNanos()), TimeUnit.NANOSECONDS)
        .whenComplete((_, failure) -> {
          if (failure instanceof TimeoutException) {
            thread.interrupt();
          }
        });
  }

  private List<? extends @Nullable Object> checked(
      Batch batch, @Nullable List<? extends @Nullable Object> values) {
    if (values == null || values.size() != batch.parents().size()) {
      throw new StoreException(
          FailureReason.BAD_DATA,
          "%s gave %s values for %d parents of %s"
              .formatted(
                  resolver.name(),
                  values == null ? "no" : "" + values.size(),
                  batch.parents().size(),
                  batch.field()));
    }
    return values;
  }

  private <T> CompletionStage<T> unsupported() {
    return CompletableFuture.failedFuture(
        new StoreException(FailureReason.UNSUPPORTED, resolver.name() + " answers fields only"));
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return unsupported();
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return unsupported();
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    String from = resolver.getClass().getName();
    return CompletableFuture.completedFuture(new Inventory("plug-in " + from));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void close() {
    // It holds nothing; batches that run are left to their deadlines.
  }
}
