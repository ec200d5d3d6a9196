package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.redis.RedisCells.Found;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.BadValue;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lists the members of sets. A set has no order of its own, so it is read whole and sorted here:
/// at first its size is asked for, and one that is too large fails its parent.
final class RedisMembers {
  static final int MOST = 10_000;

  private final RedisLayout layout;
  private final RedisCells cells;
  private final RedisPage page;
  private final Column member;

  RedisMembers(RedisLayout layout, Query query, List<FieldPath> keyFields) {
    this.layout = layout;
    List<FieldOrder> order =
        query.order().stream().filter(o -> !layout.partition().contains(o.field())).toList();
    if (!order.stream().allMatch(one -> one.field().equals(layout.member()))) {
      throw RedisErrors.unsupported("order a set by " + order);
    }
    List<FieldPath> ordered = query.order().stream().map(FieldOrder::field).toList();
    this.cells = new RedisCells(layout, keyFields, query.projection(), ordered);
    this.page = RedisPage.of(layout.mapping(), query.order(), cells.header(), query.page());
    this.member = layout.mapping().column(layout.mapping().key().getLast());
  }

  CompletableFuture<Answer> answer(RedisRead read) {
    List<RedisKey> keys = read.keys().found();
    AnswerRows rows = new AnswerRows(cells.header(), read.keys());
    String from = layout.mapping().from();
    List<Request> sizes =
        keys.stream().map(key -> Request.cmd(Command.SCARD).arg(key.name())).toList();
    return read.round("SCARD " + from, keys.size(), sizes)
        .thenCompose(replies -> {
          List<RedisKey> readable = readable(keys, replies, rows);
          List<Request> commands = new ArrayList<>();
          for (RedisKey key : readable) {
            commands.add(Request.cmd(Command.SMEMBERS).arg(key.name()));
            if (cells.asksTtl()) {
              commands.add(Request.cmd(Command.TTL).arg(key.name()));
            }
          }
          String text = "SMEMBERS " + from + (cells.asksTtl() ? "; TTL " + from : "");
          return read.round(text, readable.size(), commands)
              .thenApply(members -> answer(readable, members, rows));
        });
  }

  /// The keys of sets that have members, and not too many.
  private static List<RedisKey> readable(List<RedisKey> keys, Reply[] sizes, AnswerRows rows) {
    List<RedisKey> readable = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      StoreException failure = sizes[i].failure();
      if (failure != null) {
        rows.fail(keys.get(i).ordinal(), failure);
      } else if (sizes[i].number() > MOST) {
        rows.fail(
            keys.get(i).ordinal(),
            new StoreException(
                FailureReason.UNSUPPORTED,
                "a set of more than " + MOST + " members has no order in Redis"));
      } else {
        readable.add(keys.get(i));
      }
    }
    return readable;
  }

  private Answer answer(List<RedisKey> keys, Reply[] replies, AnswerRows rows) {
    int width = cells.asksTtl() ? 2 : 1;
    for (int i = 0; i < keys.size(); i++) {
      RedisKey key = keys.get(i);
      Reply members = replies[i * width];
      Reply ttl = width == 1 ? null : replies[i * width + 1];
      rows.addOrFail(key.ordinal(), () -> page.of(rowsOf(key, members, ttl)));
    }
    return rows.answer();
  }

  private List<@Nullable Object[]> rowsOf(RedisKey key, Reply members, @Nullable Reply ttl) {
    if (members.failure() != null) {
      throw members.failure();
    }
    List<@Nullable Object[]> found = new ArrayList<>();
    Response values = members.value();
    for (int i = 0; values != null && i < values.size(); i++) {
      Object value = RedisValues.cell(member, values.get(i).toBytes());
      if (value instanceof BadValue bad) {
        throw new StoreException(FailureReason.BAD_DATA, bad.reason());
      }
      found.add(cells.row(new Found(key.with(value), ttl, null, null)));
    }
    return found;
  }
}
