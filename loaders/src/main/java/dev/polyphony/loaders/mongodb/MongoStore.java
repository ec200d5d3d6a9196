package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// One MongoDB database.
final class MongoStore implements Store {
  private final MongoConnection connection;
  private final NativeTexts<MongoPipeline> pipelines = new NativeTexts<>(MongoPipeline::of);

  MongoStore(MongoConnection connection) {
    this.connection = connection;
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return guarded(() -> lookup(lookup, context));
  }

  private CompletableFuture<Answer> lookup(KeyLookup lookup, CallContext context) {
    List<String> header = lookup.projection().names();
    List<MongoField> key = fields(lookup.mapping(), lookup.key());
    MongoKeys keys = new MongoKeys(key, lookup.keys());
    if (keys.sent().isEmpty()) {
      return CompletableFuture.completedFuture(MongoAnswers.byKeys(header, keys, List.of()));
    }
    MongoFind find = MongoQueries.byKeys(lookup, key, keys.sent());
    log(context, find, 1, keys.sent().size(), "keys");
    return connection
        .send(List.of(find), context)
        .thenApply(outcomes -> MongoAnswers.byKeys(header, keys, outcomes.getFirst().success()));
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    return guarded(() ->
        switch (query.source()) {
          case Source.All _ -> all(query, context);
          case Source.Related related -> related(query, related, context);
          case Source.Edges _ -> throw noEdges();
          case Source.Native text -> natively(query, text, context);
        });
  }

  private CompletableFuture<Answer> natively(
      Query query, Source.Native source, CallContext context) {
    MongoNatives natives = new MongoNatives(query, source, pipelines.of(source.statement()));
    List<MongoNative> commands = natives.commands();
    if (!commands.isEmpty()) {
      log(context, commands.getFirst(), commands.size(), natives.multiples(), natives.unit());
    }
    return connection.send(commands, context).thenApply(natives::answer);
  }

  private CompletableFuture<Answer> all(Query query, CallContext context) {
    List<String> header = query.projection().names();
    MongoQueries.Plan plan = MongoQueries.plan(query);
    plan.finds().forEach(find -> log(context, find, 1, 1, ""));
    return connection
        .send(plan.finds(), context)
        .thenApply(outcomes -> MongoAnswers.all(header, plan, outcomes));
  }

  private CompletableFuture<Answer> related(
      Query query, Source.Related related, CallContext context) {
    List<String> header = query.projection().names();
    List<MongoField> remote = fields(related.mapping(), related.remote());
    MongoKeys parents = new MongoKeys(remote, related.parents());
    MongoQueries.Plan plan = MongoQueries.plan(query);
    List<MongoFind> finds = new ArrayList<>();
    for (Bound[] parent : parents.sent()) {
      for (MongoFind find : plan.finds()) {
        finds.add(MongoQueries.forParent(find, remote, parent));
      }
    }
    int sent = parents.sent().size();
    for (MongoFind find : finds.subList(0, sent == 0 ? 0 : plan.finds().size())) {
      log(context, find, sent, sent, "parents");
    }
    return connection
        .send(finds, context)
        .thenApply(outcomes -> MongoAnswers.related(header, plan, parents, outcomes));
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return guarded(() ->
        switch (query.source()) {
          case Source.All _ -> counted(MongoCounts.all(query), context);
          case Source.Related related -> counted(MongoCounts.related(query, related), context);
          case Source.Edges _ -> throw noEdges();
          case Source.Native _ -> throw noNatives();
        });
  }

  private static StoreException noNatives() {
    return new StoreException(
        FailureReason.UNSUPPORTED, "the rows of native statements are not counted");
  }

  private CompletableFuture<Answer> counted(MongoCounts counts, CallContext context) {
    List<MongoCount> sent = counts.sent();
    MongoKeys parents = counts.parents();
    if (!sent.isEmpty()) {
      int multiples = parents == null ? 1 : parents.sent().size();
      log(context, sent.getFirst(), sent.size(), multiples, parents == null ? "" : "parents");
    }
    return connection
        .send(sent, context)
        .thenCompose(outcomes -> {
          MongoCounts each = counts.each();
          return each != null && counts.isUnsure(outcomes)
              ? counted(each, context)
              : CompletableFuture.completedFuture(counts.answer(outcomes));
        });
  }

  private static StoreException noEdges() {
    return new StoreException(FailureReason.UNSUPPORTED, "no edges in MongoDB");
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return guarded(() ->
        MongoInventory.of(declared, connection, context)
            .thenApply(inventory -> new MongoVerification(inventory).verify(declared)));
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return guarded(() ->
        connection.version(context).thenApply(version -> new Inventory("MongoDB " + version)));
  }

  private static List<MongoField> fields(Mapping mapping, List<FieldPath> paths) {
    return paths.stream().map(path -> MongoField.of(mapping, path)).toList();
  }

  private static void log(
      CallContext context, MongoCommand command, int executions, int multiples, String unit) {
    if (!context.log().equals(StatementLog.NONE)) {
      context.log().add(new Statement(command.text(), executions, multiples, unit));
    }
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletableFuture<T>> request) {
    try {
      return request
          .get()
          .exceptionallyCompose(e -> CompletableFuture.failedFuture(MongoErrors.of(e)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(MongoErrors.of(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
