package dev.polyphony.examples.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.embedded.RedisCommands;
import dev.polyphony.embedded.SharedStores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The example's hashes, sets and sorted set in Redis.
final class Entries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Entries() {}

  static Map<String, List<Map<String, ?>>> rows(int copies) {
    try (RedisCommands redis = SharedStores.redis().connect(SharedStores.redis().database("0"))) {
      return Map.of(
          "session:{$key.token}", sessions(redis, copies),
          "sessions-of:{$key.passengerId}", members(redis, copies),
          "searches", scores(redis, copies));
    }
  }

  private static List<?> list(RedisCommands redis, Object... command) {
    return (List<?>) Objects.requireNonNull(redis.run(command));
  }

  private static List<Map<String, ?>> sessions(RedisCommands redis, int copies) {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (Object key : list(redis, "KEYS", "session:*")) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("token", key.toString().substring("session:".length()));
      List<?> hash = list(redis, "HGETALL", key);
      for (int i = 0; i < hash.size(); i += 2) {
        String value = hash.get(i + 1).toString();
        row.put(hash.get(i).toString(), value.startsWith("{") ? document(value) : value);
      }
      Copies.add(rows, row, "token", copies);
    }
    return rows;
  }

  private static Map<String, ?> document(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Map<String, ?>> members(RedisCommands redis, int copies) {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (Object key : list(redis, "KEYS", "sessions-of:*")) {
      String passenger = key.toString().substring("sessions-of:".length());
      for (Object token : list(redis, "SMEMBERS", key)) {
        Copies.add(rows, Map.of("passengerId", passenger, "token", token), "token", copies);
      }
    }
    return rows;
  }

  private static List<Map<String, ?>> scores(RedisCommands redis, int copies) {
    List<Map<String, ?>> rows = new ArrayList<>();
    List<?> scores = list(redis, "ZREVRANGE", "searches", 0, -1, "WITHSCORES");
    for (int i = 0; i < scores.size(); i += 2) {
      Map<String, ?> row =
          Map.of(
              "airportCode", scores.get(i),
              "$score", Long.valueOf(scores.get(i + 1).toString()),
              "$rank", i / 2);
      Copies.add(rows, row, "airportCode", copies);
    }
    return rows;
  }
}
