package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.jspecify.annotations.Nullable;

/// One graph of a JanusGraph server.
final class JanusGraphStore implements Store {
  private final JanusGraphConnection connection;
  private final NativeTexts<GremlinText> texts = new NativeTexts<>(GremlinText::of);
  private final GraphIndexes indexes;

  JanusGraphStore(JanusGraphConnection connection) {
    this.connection = connection;
    this.indexes = new GraphIndexes(connection);
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return guarded(() -> {
      GraphFields fields = GraphFields.of(lookup.mapping());
      List<Place> places = lookup.key().stream().map(fields::place).toList();
      GraphKeys keys = GraphKeys.of(places, lookup.keys());
      GraphRows rows = new GraphRows(fields, lookup.projection());
      List<String> labels = lookup.key().stream().map(rows::with).toList();
      GraphAnswer answer = new GraphAnswer(lookup.projection().names(), keys);
      return run(
              keys,
              "keys",
              part -> GraphQueries.byKeys(fields, places, part, rows),
              bound(lookup.key(), keys),
              lookup.mapping(),
              context)
          .thenApply(elements -> {
            elements.forEach(element -> answer.add(values(element, labels), rows.read(element)));
            return answer.unique();
          });
    });
  }

  private static List<@Nullable Object> values(Object element, List<String> labels) {
    List<@Nullable Object> values = new ArrayList<>(labels.size());
    labels.forEach(label -> values.add(element instanceof Map<?, ?> map ? map.get(label) : null));
    return values;
  }

  private static Map<FieldPath, Object> bound(List<FieldPath> fields, GraphKeys keys) {
    Map<FieldPath, Object> bound = new HashMap<>();
    boolean none = keys.distinct().isEmpty();
    for (int i = 0; i < fields.size(); i++) {
      bound.put(fields.get(i), none ? "" : keys.distinct().getFirst().get(i));
    }
    return bound;
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    return guarded(() ->
        switch (query.source()) {
          case Source.All all -> list(query, all, context);
          case Source.Related related -> related(query, related, context);
          case Source.Edges edges -> edges(query, edges, context);
          case Source.Native text -> natively(query, text, context);
        });
  }

  private CompletableFuture<Answer> natively(
      Query query, Source.Native source, CallContext context) {
    GremlinText text = texts.of(source.statement());
    GraphNatives natives = new GraphNatives(query, source, text);
    List<Bytecode> traversals = natives.traversals();
    if (traversals.isEmpty()) {
      return CompletableFuture.completedFuture(natives.answer(List.of()));
    }
    context
        .log()
        .add(new Statement(text.text(), traversals.size(), natives.multiples(), natives.unit()));
    return connection.sendEach(traversals, context).thenApply(natives::answer);
  }

  private CompletableFuture<Answer> list(Query query, Source.All source, CallContext context) {
    GraphFields fields = GraphFields.of(source.mapping());
    GraphRows rows = new GraphRows(fields, query.projection());
    Map<FieldPath, Object> bound = GraphQueries.bindings(fields, query.filter());
    GraphIndex index = GraphIndex.over(source.mapping(), bound);
    Gremlin traversal = GraphQueries.all(query, fields, rows);
    context.log().add(new Statement(traversal.toString(), 1, 1, ""));
    return indexes
        .require(index, context)
        .thenCompose(_ -> connection.send(traversal, context))
        .thenApply(elements -> {
          List<@Nullable Object[]> read = new ArrayList<>(elements.size());
          elements.forEach(element -> read.add(rows.read(element)));
          if (query.page().backward()) {
            Collections.reverse(read);
          }
          return new Answer(Rows.of(query.projection().names(), read), Links.all(read.size()));
        });
  }

  private CompletableFuture<Answer> related(
      Query query, Source.Related source, CallContext context) {
    GraphFields fields = GraphFields.of(source.mapping());
    List<Place> remote = source.remote().stream().map(fields::place).toList();
    GraphKeys keys = GraphKeys.of(remote, source.parents());
    GraphRows rows = new GraphRows(fields, query.projection());
    GraphAnswer answer = new GraphAnswer(query.projection().names(), keys);
    Map<FieldPath, Object> bound = GraphQueries.bindings(fields, query.filter());
    bound.putAll(bound(source.remote(), keys));
    return run(
            keys,
            "parents",
            part -> GraphQueries.related(query, fields, remote, part, rows),
            bound,
            source.mapping(),
            context)
        .thenApply(groups -> {
          for (Object group : groups) {
            Map<?, ?> entries = group instanceof Map<?, ?> map ? map : Map.of();
            entries.forEach(
                (key, page) -> add(answer, GraphQueries.common(key, remote), page, query, rows));
          }
          return answer.answer();
        });
  }

  private CompletableFuture<Answer> edges(Query query, Source.Edges source, CallContext context) {
    Mapping near = source.relationship().near();
    GraphFields vertices = GraphFields.of(near);
    List<Place> places = near.key().stream().map(vertices::place).toList();
    GraphKeys keys = GraphKeys.of(places, source.parents());
    GraphRows rows = new GraphRows(GraphFields.of(source.relationship()), query.projection());
    GraphAnswer answer = new GraphAnswer(query.projection().names(), keys);
    List<String> labels = near.key().stream().map(FieldPath::toString).toList();
    return run(
            keys,
            "parents",
            part -> GraphQueries.edges(query, source, labels, part, rows),
            bound(near.key(), keys),
            near,
            context)
        .thenApply(parents -> {
          for (Object parent : parents) {
            Object page = parent instanceof Map<?, ?> map ? map.get(GraphQueries.EDGES) : null;
            add(answer, values(parent, labels), page, query, rows);
          }
          return answer.answer();
        });
  }

  /// Adds the page of one parent.
  private static void add(
      GraphAnswer answer,
      List<? extends @Nullable Object> key,
      @Nullable Object page,
      Query query,
      GraphRows rows) {
    List<?> elements = page instanceof List<?> list ? list : List.of();
    for (Object element : query.page().backward() ? elements.reversed() : elements) {
      answer.add(key, rows.read(element));
    }
  }

  /// What one traversal gives, or several where one would be too large.
  private CompletableFuture<List<Object>> run(
      GraphKeys keys,
      String unit,
      Function<List<List<Object>>, Gremlin> traversal,
      Map<FieldPath, Object> bound,
      Mapping mapping,
      CallContext context) {
    GraphIndex index = GraphIndex.over(mapping, bound);
    List<Gremlin> traversals = keys.parts().stream().map(traversal).toList();
    if (traversals.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    context
        .log()
        .add(new Statement(traversals.getFirst().toString(), traversals.size(), keys.size(), unit));
    return indexes.require(index, context).thenCompose(_ -> connection.send(traversals, context));
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return CompletableFuture.failedFuture(JanusGraphErrors.unsupported("count"));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return guarded(() ->
        GraphInventory.of(declared, connection, context)
            .thenApply(inventory -> new GraphVerification(inventory).verify(declared)));
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return guarded(() ->
        connection
            .send(Gremlin.of("inject", 0), context)
            .thenApply(_ -> new Inventory("JanusGraph")));
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletableFuture<T>> request) {
    try {
      return request
          .get()
          .exceptionallyCompose(e -> CompletableFuture.failedFuture(JanusGraphErrors.of(e)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(JanusGraphErrors.of(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
