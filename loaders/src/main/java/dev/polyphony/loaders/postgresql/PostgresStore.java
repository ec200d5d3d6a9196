package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Counts;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.NativeAnswers;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL database. Each request is one execution of one prepared statement.
final class PostgresStore implements Store {
  private static final String VERSION = "SELECT current_setting('server_version')";

  private final PostgresConnections connections;
  private final PostgresTables tables;

  PostgresStore(PostgresConnections connections) {
    this.connections = connections;
    this.tables = new PostgresTables(connections);
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return guarded(lookup.mapping(), () -> find(lookup, context));
  }

  private CompletionStage<Answer> find(KeyLookup lookup, CallContext context) {
    PostgresKeys keys = PostgresKeys.of(lookup.mapping(), lookup.key(), lookup.keys());
    List<String> header = lookup.projection().names();
    if (keys.size() == 0) {
      return nothing(header, keys);
    }
    var shape = new PostgresQueries.LookupShape(lookup.key(), lookup.projection());
    Request request =
        new Request(
            shape,
            table -> PostgresQueries.lookup(table, shape),
            List.copyOf(keys.arrays()),
            true,
            new Sent(keys.size(), "keys"));
    return run(lookup.mapping(), request, context)
        .thenApply(answered -> answer(answered.statement(), keys, answered.rows(), false));
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    return guarded(
        query.source().mapping(),
        () ->
            switch (query.source()) {
              case Source.All _ -> all(query, context);
              case Source.Related related -> related(related, query, context);
              case Source.Edges _ -> throw noEdges();
              case Source.Native text -> natively(text, query, context);
            });
  }

  private CompletionStage<Answer> natively(Source.Native source, Query query, CallContext context) {
    NativeAnswers.check(query);
    NativeStatement statement = source.statement();
    KeyBatch batch = source.parents();
    List<Column> columns = statement.keys().stream().map(Parameter::column).toList();
    PostgresKeys keys = batch == null ? null : PostgresKeys.of(columns, batch);
    if (keys != null && keys.size() == 0) {
      return nothing(query.projection().names(), keys);
    }
    boolean numbered = statement.grouping() == Grouping.BY_PARENT;
    int most = NativeAnswers.most(query, source);
    List<@Nullable Object> parameters = new ArrayList<>();
    if (keys != null) {
      parameters.addAll(keys.arrays());
    }
    parameters.addAll(NativeParameters.of(source));
    return tables
        .of(statement, parameters, context)
        .thenCompose(table -> {
          Projection read = NativeAnswers.read(query, source);
          PostgresStatement made =
              table.statement(read, rows -> NativeQueries.rows(rows, statement, read));
          int sent = keys == null ? 1 : keys.size();
          context.log().add(new Statement(made.text(), 1, sent, keys == null ? "" : "parents"));
          parameters.add(numbered ? (long) most : most + 1L);
          return connections.executeReadOnly(
              made.text(), parameters.toArray(), PostgresRows.collector(made, numbered), context);
        })
        .thenApply(rows -> {
          if (numbered && keys != null) {
            return new Answer(
                rows.under(query.projection().names()),
                keys.links(rows.numbers(), rows.size(), false),
                keys.failures());
          }
          if (keys != null && rows.size() > most) {
            throw NativeAnswers.tooMany(source, most);
          }
          return NativeAnswers.of(
              query, source, rows.cells(), keys == null ? Map.of() : keys.failures());
        });
  }

  private CompletionStage<Answer> all(Query query, CallContext context) {
    return run(query, null, List.of(), context, new Sent(1, ""))
        .thenApply(answered -> {
          if (query.page().backward()) {
            answered.rows().reverse();
          }
          return new Answer(
              answered.rows().under(answered.statement().header()),
              Links.all(answered.rows().size()));
        });
  }

  private CompletionStage<Answer> related(
      Source.Related related, Query query, CallContext context) {
    PostgresKeys parents = PostgresKeys.of(related.mapping(), related.remote(), related.parents());
    if (parents.size() == 0) {
      return nothing(query.projection().names(), parents);
    }
    return run(
            query, related.remote(), parents.arrays(), context, new Sent(parents.size(), "parents"))
        .thenApply(answered ->
            answer(answered.statement(), parents, answered.rows(), query.page().backward()));
  }

  private static StoreException noEdges() {
    return new StoreException(FailureReason.UNSUPPORTED, "no edges in PostgreSQL");
  }

  private record Sent(int multiples, String unit) {}

  private record Answered(PostgresStatement statement, PostgresRows rows) {}

  private CompletionStage<Answered> run(
      Query query,
      @Nullable List<FieldPath> remote,
      List<Object[]> parents,
      CallContext context,
      Sent sent) {
    PostgresFilter filter = PostgresFilter.of(query.source().mapping(), query.filter());
    PostgresPage page = PostgresPage.of(query.source().mapping(), query.order(), query.page());
    var shape =
        new PostgresQueries.QueryShape(
            remote, query.projection(), filter.shape(), query.order(), page.shape());
    List<Object> parameters = new ArrayList<>(parents);
    parameters.addAll(filter.values());
    parameters.addAll(page.values());
    parameters.add((long) query.page().limit());
    Request request =
        new Request(
            shape, table -> PostgresQueries.query(table, shape), parameters, remote != null, sent);
    return run(query.source().mapping(), request, context);
  }

  /// @param numbered whether each row comes with the number of its key or parent
  private record Request(
      Object shape,
      Function<PostgresTable, PostgresStatement> build,
      List<?> parameters,
      boolean numbered,
      Sent sent) {}

  private CompletionStage<Answered> run(Mapping mapping, Request request, CallContext context) {
    return tables
        .of(mapping, context)
        .thenCompose(table -> {
          PostgresStatement statement = table.statement(request.shape(), request.build());
          Sent sent = request.sent();
          context.log().add(new Statement(statement.text(), 1, sent.multiples(), sent.unit()));
          return connections
              .execute(
                  statement.text(),
                  request.parameters().toArray(),
                  PostgresRows.collector(statement, request.numbered()),
                  context)
              .thenApply(rows -> new Answered(statement, rows));
        });
  }

  private static Answer answer(
      PostgresStatement statement, PostgresKeys keys, PostgresRows rows, boolean backward) {
    return new Answer(
        rows.under(statement.header()),
        keys.links(rows.numbers(), rows.size(), backward),
        keys.failures());
  }

  private static CompletionStage<Answer> nothing(List<String> header, PostgresKeys keys) {
    return CompletableFuture.completedFuture(
        new Answer(Rows.empty(header), keys.links(new int[0], 0, false), keys.failures()));
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return guarded(
        query.source().mapping(),
        () ->
            switch (query.source()) {
              case Source.All all ->
                  counted(all.mapping(), null, List.of(), query.filter(), new Sent(1, ""), context)
                      .thenApply(rows -> Counts.of(new long[] {rows.number(0)}, Map.of()));
              case Source.Related related -> countRelated(related, query.filter(), context);
              case Source.Edges _ -> throw noEdges();
              case Source.Native _ -> throw notCounted();
            });
  }

  private static StoreException notCounted() {
    return new StoreException(
        FailureReason.UNSUPPORTED, "the rows of native statements are not counted");
  }

  private CompletionStage<Answer> countRelated(
      Source.Related related, Condition filter, CallContext context) {
    PostgresKeys parents = PostgresKeys.of(related.mapping(), related.remote(), related.parents());
    if (parents.size() == 0) {
      return CompletableFuture.completedFuture(
          Counts.of(new long[related.parents().size()], parents.failures()));
    }
    Sent sent = new Sent(parents.size(), "parents");
    return counted(related.mapping(), related.remote(), parents.arrays(), filter, sent, context)
        .thenApply(rows -> {
          Links links = parents.links(rows.numbers(), rows.size(), false);
          long[] counts = new long[links.size()];
          for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            int row = links.single(ordinal);
            counts[ordinal] = row < 0 ? 0 : rows.number(row);
          }
          return Counts.of(counts, parents.failures());
        });
  }

  private CompletionStage<PostgresRows> counted(
      Mapping mapping,
      @Nullable List<FieldPath> remote,
      List<Object[]> parents,
      Condition condition,
      Sent sent,
      CallContext context) {
    PostgresFilter filter = PostgresFilter.of(mapping, condition);
    var shape = new PostgresQueries.CountShape(remote, filter.shape());
    List<Object> parameters = new ArrayList<>(parents);
    parameters.addAll(filter.values());
    Request request =
        new Request(
            shape, table -> PostgresQueries.count(table, shape), parameters, remote != null, sent);
    return run(mapping, request, context).thenApply(Answered::rows);
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return guarded(
        null,
        () ->
            connections
                .execute(VERSION, new Object[0], versions(), context)
                .thenApply(found -> new Inventory("PostgreSQL " + found.getFirst())));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return guarded(
        null,
        () ->
            PostgresInventory.of(declared.mappings(), connections, context)
                .thenApply(found -> new PostgresVerification(found).verify(declared)));
  }

  private static java.util.stream.Collector<Row, ?, List<String>> versions() {
    return Collectors.mapping(row -> row.getString(0).split(" ")[0], Collectors.toList());
  }

  /// Nothing is thrown, and failures are not wrapped.
  private <T> CompletionStage<T> guarded(
      @Nullable Mapping mapping, Supplier<CompletionStage<T>> request) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      request
          .get()
          .whenComplete((answer, failure) -> {
            if (failure == null) {
              result.complete(answer);
            } else {
              fail(mapping, result, failure);
            }
          });
    } catch (RuntimeException e) {
      fail(mapping, result, e);
    }
    return result;
  }

  private void fail(@Nullable Mapping mapping, CompletableFuture<?> result, Throwable failure) {
    Throwable cause = failure;
    if (failure instanceof CompletionException && failure.getCause() != null) {
      cause = failure.getCause();
    }
    if (mapping != null
        && cause instanceof StoreException refused
        && PostgresErrors.isAboutNames(refused)) {
      tables.forget(mapping);
    }
    result.completeExceptionally(cause);
  }

  @Override
  public void close() {
    connections.close();
  }
}
