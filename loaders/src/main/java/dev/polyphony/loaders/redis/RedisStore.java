package dev.polyphony.loaders.redis;

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
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Storage.Structure;
import dev.polyphony.schema.problems.Problem;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One Redis server.
final class RedisStore implements Store {
  private final RedisConnections connections;
  private final NativeTexts<RedisCommandText> texts = new NativeTexts<>(RedisCommandText::of);

  RedisStore(RedisConnections connections) {
    this.connections = connections;
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return guarded(() -> {
      RedisLayout layout = RedisLayout.of(lookup.mapping());
      RedisBindings bindings = RedisBindings.of(lookup.key(), lookup.keys());
      if (!bindings.equal().equals(Set.copyOf(lookup.mapping().key()))) {
        throw RedisErrors.unsupported("find by anything but the key");
      }
      List<FieldPath> fields = keyFields(layout);
      RedisCells cells = new RedisCells(layout, fields, lookup.projection(), List.of());
      RedisKeys keys = RedisKeys.of(layout, fields, bindings);
      RedisRead read = new RedisRead(connections, context, keys, "keys");
      return byKey(layout, cells, read, rows -> rows);
    });
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    if (query.source() instanceof Source.Native source) {
      return guarded(() -> natively(query, source, context));
    }
    return guarded(() -> {
      RedisLayout layout = RedisLayout.of(query.source().mapping());
      RedisBindings bindings = RedisBindings.of(query);
      Set<FieldPath> equal = bindings.equal();
      List<FieldPath> fields = keyFields(layout);
      if (equal.equals(Set.copyOf(fields)) && bindings.bounds().isEmpty()) {
        return single(layout, query, bindings, context);
      }
      if (layout.member() == null || !equal.equals(Set.copyOf(layout.partition()))) {
        throw RedisErrors.unsupported("list " + query.source().mapping().entity() + " like this");
      }
      return layout.structure() == Structure.SET
          ? ofSet(layout, query, bindings, context)
          : ofSortedSet(layout, query, bindings, context);
    });
  }

  private CompletableFuture<Answer> natively(
      Query query, Source.Native source, CallContext context) {
    RedisCommandText text = texts.of(source.statement());
    RedisNatives natives = new RedisNatives(query, source, text);
    int sent = natives.commands().size();
    if (sent > 0) {
      context.log().add(new Statement(text.text(), sent, sent, natives.unit()));
    }
    return connections.send(natives.commands(), context).thenApply(natives::answer);
  }

  /// The fields that a key and a member are made of.
  private static List<FieldPath> keyFields(RedisLayout layout) {
    List<FieldPath> fields = new ArrayList<>(layout.partition());
    if (layout.member() != null) {
      fields.add(layout.member());
    }
    return fields;
  }

  /// A list by a unique key has at most one row for each ordinal.
  private CompletableFuture<Answer> single(
      RedisLayout layout, Query query, RedisBindings bindings, CallContext context) {
    List<FieldPath> fields = keyFields(layout);
    List<FieldPath> ordered = query.order().stream().map(FieldOrder::field).toList();
    RedisCells cells = new RedisCells(layout, fields, query.projection(), ordered);
    RedisPage page = RedisPage.of(layout.mapping(), query.order(), cells.header(), query.page());
    RedisKeys keys = RedisKeys.of(layout, fields, bindings);
    return byKey(layout, cells, read(query, keys, context), page::of)
        .thenApply(answer -> cut(query.projection(), answer));
  }

  private static CompletableFuture<Answer> byKey(
      RedisLayout layout,
      RedisCells cells,
      RedisRead read,
      UnaryOperator<List<@Nullable Object[]>> page) {
    RedisLookup lookup = new RedisLookup(layout, cells);
    AnswerRows rows = new AnswerRows(cells.header(), read.keys());
    List<RedisKey> keys = read.keys().found();
    return read.round(lookup.text(), keys.size(), lookup.commands(keys))
        .thenApply(replies -> {
          for (int i = 0; i < keys.size(); i++) {
            int index = i;
            rows.addOrFail(
                keys.get(i).ordinal(),
                () -> {
                  @Nullable Object[] row = lookup.row(keys.get(index), replies, index);
                  List<@Nullable Object[]> found = new ArrayList<>(1);
                  if (row != null) {
                    found.add(row);
                  }
                  return page.apply(found);
                });
          }
          return rows.answer();
        });
  }

  private CompletableFuture<Answer> ofSet(
      RedisLayout layout, Query query, RedisBindings bindings, CallContext context) {
    if (!bindings.bounds().isEmpty()) {
      throw RedisErrors.unsupported("bound the members of a set");
    }
    RedisKeys keys = RedisKeys.of(layout, layout.partition(), bindings);
    return new RedisMembers(layout, query, keyFields(layout))
        .answer(read(query, keys, context))
        .thenApply(answer -> cut(query.projection(), answer));
  }

  private CompletableFuture<Answer> ofSortedSet(
      RedisLayout layout, Query query, RedisBindings bindings, CallContext context) {
    RedisWindow window = RedisWindow.of(layout, query, bindings);
    RedisKeys keys = RedisKeys.of(layout, layout.partition(), bindings);
    RedisCells cells = new RedisCells(layout, keyFields(layout), query.projection(), List.of());
    return new RedisMembersByScore(layout, cells, window).answer(read(query, keys, context));
  }

  /// A key that is refused fails a list that has no other.
  private RedisRead read(Query query, RedisKeys keys, CallContext context) {
    boolean all = query.source() instanceof Source.All;
    if (all && !keys.failures().isEmpty()) {
      throw keys.failures().values().iterator().next();
    }
    return new RedisRead(connections, context, keys, all ? "" : "parents");
  }

  /// Without the fields that were read for the order only.
  private static Answer cut(Projection projection, Answer answer) {
    return answer.rows().header().equals(projection.names())
        ? answer
        : AnswerRows.cut(projection.names(), answer);
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return CompletableFuture.failedFuture(RedisErrors.unsupported("count members"));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return guarded(() ->
        new RedisSample(declared.mappings())
            .take(connections, context)
            .thenApply(RedisSample::differences));
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return guarded(() ->
        connections
            .send(List.of(Request.cmd(Command.INFO).arg("server")), context)
            .thenApply(replies -> new Inventory("Redis " + version(replies[0]))));
  }

  private static String version(Reply info) {
    if (info.failure() != null) {
      throw info.failure();
    }
    return String.valueOf(info.value())
        .lines()
        .filter(line -> line.startsWith("redis_version:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("of unknown version");
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletableFuture<T>> request) {
    try {
      return request
          .get()
          .exceptionallyCompose(e -> CompletableFuture.failedFuture(RedisErrors.of(e)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(RedisErrors.of(e));
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
