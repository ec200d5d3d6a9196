package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Differences;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage.Structure;
import dev.polyphony.schema.problems.Problem;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Some keys of each mapping and what lies under them. The keys come from a bounded scan, as Redis
/// has no catalog; none is told, and no value is read.
final class RedisSample {
  private static final int PER_MAPPING = 50;
  private static final int KEYS_A_ROUND = 1000;
  private static final int MOST_ROUNDS = 100;

  private final Differences differences = new Differences();
  private final List<Named> all = new ArrayList<>();
  private int looked;
  private boolean whole;

  /// The keys that are named as a mapping's.
  private static final class Named {
    private final Mapping mapping;
    private final Structure structure;
    private final Pattern name;
    private final List<byte[]> keys = new ArrayList<>();

    Named(Mapping mapping) {
      RedisLayout layout = RedisLayout.of(mapping);
      this.mapping = mapping;
      this.structure = layout.structure();
      this.name = pattern(layout.template());
    }

    boolean isFull() {
      return keys.size() >= PER_MAPPING;
    }
  }

  RedisSample(List<Mapping> mappings) {
    mappings.forEach(mapping -> all.add(new Named(mapping)));
  }

  /// A placeholder's value holds none of the characters that divide keys.
  private static Pattern pattern(KeyTemplate template) {
    String divisions =
        RedisRules.divisions(template).stream()
            .map(character -> String.format("\\x{%x}", (int) character))
            .collect(Collectors.joining());
    StringBuilder pattern = new StringBuilder();
    for (KeyTemplate.Part part : template.parts()) {
      switch (part) {
        case KeyTemplate.Part.Text(String text) -> pattern.append(Pattern.quote(text));
        case KeyTemplate.Part.Field _ -> pattern.append("[^").append(divisions).append("]+");
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  CompletableFuture<RedisSample> take(RedisConnections connections, CallContext context) {
    return scan("0", 0, connections, context)
        .thenCompose(_ -> types(connections, context))
        .thenApply(_ -> this);
  }

  private CompletableFuture<?> scan(
      String cursor, int round, RedisConnections connections, CallContext context) {
    // Once in any case: a server that is away must be seen, also where nothing lies in it.
    if (round > 0 && (round == MOST_ROUNDS || all.stream().allMatch(Named::isFull))) {
      return CompletableFuture.completedFuture(null);
    }
    Request scan = Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg(KEYS_A_ROUND);
    return connections
        .send(List.of(scan), context)
        .thenCompose(replies -> {
          String next = keep(replies[0]);
          whole = next.equals("0");
          return whole
              ? CompletableFuture.completedFuture(null)
              : scan(next, round + 1, connections, context);
        });
  }

  /// Keeps the keys that are wanted; answers the next cursor.
  private String keep(Reply reply) {
    if (reply.failure() != null) {
      throw reply.failure();
    }
    Response page = reply.value();
    if (page == null) {
      return "0";
    }
    for (Response key : page.get(1)) {
      looked++;
      String name = RedisValues.text(key.toBytes());
      for (Named named : all) {
        if (name != null && !named.isFull() && named.name.matcher(name).matches()) {
          named.keys.add(key.toBytes());
        }
      }
    }
    return page.get(0).toString();
  }

  private CompletableFuture<?> types(RedisConnections connections, CallContext context) {
    List<Request> requests = new ArrayList<>();
    all.forEach(
        named -> named.keys.forEach(key -> requests.add(Request.cmd(Command.TYPE).arg(key))));
    return connections
        .send(requests, context)
        .thenAccept(replies -> {
          int next = 0;
          for (Named named : all) {
            compare(named, List.of(replies).subList(next, next + named.keys.size()));
            next += named.keys.size();
          }
        });
  }

  private void compare(Named named, List<Reply> types) {
    Mapping mapping = named.mapping;
    Map<String, Integer> others = new LinkedHashMap<>();
    int there = 0;
    for (Reply reply : types) {
      String type = reply.value() == null ? "none" : reply.value().toString();
      // A key may have run out since it was seen.
      if (!type.equals("none")) {
        there++;
        if (!fits(named.structure, type)) {
          others.merge(type, 1, Integer::sum);
        }
      }
    }
    if (there == 0) {
      missing(mapping);
    } else if (!others.isEmpty()) {
      differs(named, others, there);
    }
  }

  private static boolean fits(Structure structure, String type) {
    return switch (structure) {
      case HASH -> type.equals("hash");
      case STRING, JSON -> type.equals("string");
      case SET -> type.equals("set");
      case SORTED_SET -> type.equals("zset");
    };
  }

  private void missing(Mapping mapping) {
    differences.warning(
        "MISSING_SOURCE",
        mapping.location(),
        "%s of %s is named as `%s`, where %s is mapped to"
            .formatted(
                whole ? "no key" : "none of the first " + looked + " keys",
                mapping.store(),
                mapping.from(),
                mapping.entity()),
        "Mend `from`, unless there are none now");
  }

  private void differs(Named named, Map<String, Integer> others, int there) {
    Mapping mapping = named.mapping;
    int unfit = others.values().stream().mapToInt(Integer::intValue).sum();
    String message =
        "%d of %d keys looked at that are named as `%s` hold a %s, and %s is declared `as: %s`"
            .formatted(
                unfit,
                there,
                mapping.from(),
                String.join(" or a ", others.keySet()),
                mapping.entity(),
                named.structure);
    String remedy = "Declare what they hold by `as`, or mend `from`";
    if (unfit == there) {
      differences.error("STORED_TYPE_DIFFERS", mapping.location(), message, remedy);
    } else {
      differences.warning("STORED_TYPE_DIFFERS", mapping.location(), message, remedy);
    }
  }

  List<Problem> differences() {
    return differences.all();
  }
}
