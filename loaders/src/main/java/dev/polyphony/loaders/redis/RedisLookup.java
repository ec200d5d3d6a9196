package dev.polyphony.loaders.redis;

import static java.util.Objects.requireNonNull;

import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.redis.RedisCells.Found;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what lies under whole keys, or of single members: the same few commands for each key, all
/// in one round.
final class RedisLookup {
  private static final long ABSENT = -2;

  private final RedisLayout layout;
  private final RedisCells cells;
  private final List<Ask> asks;

  /// The commands that a key may take.
  private enum Ask {
    EXISTS,
    TTL,
    HMGET,
    GET,
    SISMEMBER,
    ZSCORE,
    ZRANK,
    ZREVRANK
  }

  RedisLookup(RedisLayout layout, RedisCells cells) {
    this.layout = layout;
    this.cells = cells;
    this.asks = asks();
  }

  private List<Ask> asks() {
    List<Ask> asked = new ArrayList<>();
    switch (layout.structure()) {
      // A hash that lacks all fields asked for is not the same as none.
      case HASH -> {
        asked.add(cells.asksTtl() ? Ask.TTL : Ask.EXISTS);
        if (!cells.fields().isEmpty()) {
          asked.add(Ask.HMGET);
        }
      }
      case STRING, JSON -> {
        if (cells.asksValue()) {
          asked.add(Ask.GET);
        }
        if (cells.asksTtl() || !cells.asksValue()) {
          asked.add(cells.asksTtl() ? Ask.TTL : Ask.EXISTS);
        }
      }
      case SET -> asked.add(Ask.SISMEMBER);
      case SORTED_SET -> {
        asked.add(Ask.ZSCORE);
        if (cells.asksRank()) {
          asked.add(layout.descending() ? Ask.ZREVRANK : Ask.ZRANK);
        }
      }
    }
    if (cells.asksTtl() && !asked.contains(Ask.TTL)) {
      asked.add(Ask.TTL);
    }
    return asked;
  }

  /// What is sent for each key, with its placeholders.
  String text() {
    String key = " " + layout.mapping().from();
    String member = layout.member() == null ? "" : " {$key." + layout.member() + "}";
    List<String> texts = new ArrayList<>();
    for (Ask ask : asks) {
      texts.add(
          switch (ask) {
            case EXISTS, TTL, GET -> ask + key;
            case HMGET -> ask + key + " " + String.join(" ", cells.fields());
            case SISMEMBER, ZSCORE, ZRANK, ZREVRANK -> ask + key + member;
          });
    }
    return String.join("; ", texts);
  }

  List<Request> commands(List<RedisKey> keys) {
    List<Request> commands = new ArrayList<>(keys.size() * asks.size());
    for (RedisKey key : keys) {
      for (Ask ask : asks) {
        commands.add(command(ask, key));
      }
    }
    return commands;
  }

  private Request command(Ask ask, RedisKey key) {
    String name = key.name();
    return switch (ask) {
      case EXISTS -> Request.cmd(Command.EXISTS).arg(name);
      case TTL -> Request.cmd(Command.TTL).arg(name);
      case GET -> Request.cmd(Command.GET).arg(name);
      case HMGET -> {
        Request command = Request.cmd(Command.HMGET).arg(name);
        cells.fields().forEach(command::arg);
        yield command;
      }
      case SISMEMBER -> Request.cmd(Command.SISMEMBER).arg(name).arg(member(key));
      case ZSCORE -> Request.cmd(Command.ZSCORE).arg(name).arg(member(key));
      case ZRANK -> Request.cmd(Command.ZRANK).arg(name).arg(member(key));
      case ZREVRANK -> Request.cmd(Command.ZREVRANK).arg(name).arg(member(key));
    };
  }

  private static String member(RedisKey key) {
    return requireNonNull(key.member());
  }

  /// The row of the key at an index, from the replies to all keys; null when there is none.
  ///
  /// @throws StoreException when the server refused one of its commands
  @Nullable Object @Nullable [] row(RedisKey key, Reply[] replies, int index) {
    Reply ttl = null;
    Reply value = null;
    Reply rank = null;
    boolean present = true;
    for (int i = 0; i < asks.size(); i++) {
      Reply reply = replies[index * asks.size() + i];
      if (reply.failure() != null) {
        throw reply.failure();
      }
      switch (asks.get(i)) {
        case EXISTS -> present &= reply.number() > 0;
        case TTL -> {
          ttl = reply;
          present &= reply.number() != ABSENT;
        }
        case GET, ZSCORE -> {
          value = reply;
          present &= reply.value() != null;
        }
        case SISMEMBER -> present &= reply.number() > 0;
        case HMGET -> value = reply;
        case ZRANK, ZREVRANK -> rank = reply;
      }
    }
    return present ? cells.row(found(key, ttl, value, rank)) : null;
  }

  private Found found(
      RedisKey key, @Nullable Reply ttl, @Nullable Reply value, @Nullable Reply rank) {
    Response response = value == null ? null : value.value();
    return switch (layout.structure()) {
      case HASH -> new Found(key, ttl, null, null, hashValues(response));
      case STRING, JSON -> new Found(key, ttl, null, null, Collections.singletonList(response));
      case SET -> new Found(key, ttl, null, null);
      case SORTED_SET ->
          new Found(
              key,
              ttl,
              response == null ? null : response.toString(),
              rank == null || rank.value() == null ? null : rank.number());
    };
  }

  private List<@Nullable Response> hashValues(@Nullable Response response) {
    List<@Nullable Response> values = new ArrayList<>(cells.fields().size());
    for (int i = 0; i < cells.fields().size(); i++) {
      values.add(response == null ? null : response.get(i));
    }
    return values;
  }
}
