package dev.polyphony.examples.stored;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.RedisCommands;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An example's keys in Redis.
final class Entries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Entries() {}

  static Map<String, List<Map<String, ?>>> rows(
      Database database, List<Mapping> mappings, int copies) {
    Map<String, List<Map<String, ?>>> sources = new LinkedHashMap<>();
    try (RedisCommands redis = SharedStores.redis().connect(database)) {
      for (Mapping mapping : mappings) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Map<String, ?> row : rows(redis, mapping)) {
          Copies.add(rows, row, mapping, copies);
        }
        sources.put(mapping.from(), rows);
      }
    }
    return sources;
  }

  private static List<Map<String, ?>> rows(RedisCommands redis, Mapping mapping) {
    KeyTemplate template = KeyTemplate.parse(mapping.from());
    Matcher matcher = pattern(template).matcher("");
    List<Map<String, ?>> rows = new ArrayList<>();
    for (Object key : list(redis, "KEYS", "*")) {
      if (matcher.reset(key.toString()).matches()) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < template.fields().size(); i++) {
          named.put(mapping.column(template.fields().get(i)).name(), matcher.group(i + 1));
        }
        rows.addAll(rows(redis, mapping, key, named));
      }
    }
    return rows;
  }

  /// Values in keys hold no colon.
  private static Pattern pattern(KeyTemplate template) {
    StringBuilder pattern = new StringBuilder();
    for (KeyTemplate.Part part : template.parts()) {
      pattern.append(
          switch (part) {
            case KeyTemplate.Part.Text text -> Pattern.quote(text.text());
            case KeyTemplate.Part.Field _ -> "([^:]*)";
          });
    }
    return Pattern.compile(pattern.toString());
  }

  private static List<Map<String, @Nullable Object>> rows(
      RedisCommands redis, Mapping mapping, Object key, Map<String, @Nullable Object> named) {
    Structure structure = Objects.requireNonNullElse(mapping.storage().structure(), Structure.HASH);
    String member = mapping.column(mapping.key().getLast()).name();
    return switch (structure) {
      case HASH -> List.of(with(named, hash(redis, mapping, key)));
      case JSON -> List.of(with(named, document(text(redis, key))));
      case STRING -> List.of(with(named, Map.of("$value", text(redis, key))));
      case SET ->
          list(redis, "SMEMBERS", key).stream()
              .map(value -> with(named, Map.of(member, value)))
              .toList();
      case SORTED_SET -> scores(redis, member, key, named);
    };
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> named, Map<String, ?> values) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(values);
    row.putAll(named);
    return row;
  }

  private static String text(RedisCommands redis, Object key) {
    return requireNonNull(redis.run("GET", key)).toString();
  }

  private static List<?> list(RedisCommands redis, Object... command) {
    return (List<?>) requireNonNull(redis.run(command));
  }

  private static Map<String, Object> hash(RedisCommands redis, Mapping mapping, Object key) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<?> hash = list(redis, "HGETALL", key);
    for (int i = 0; i < hash.size(); i += 2) {
      String name = hash.get(i).toString();
      values.put(name, value(mapping, name, hash.get(i + 1).toString()));
    }
    return values;
  }

  /// A hash holds texts alone; what they become, the column says.
  private static Object value(Mapping mapping, String name, String text) {
    for (Column column : mapping.columns().values()) {
      if (column.name().equals(name)) {
        return switch (column.stored()) {
          case INT, LONG -> Long.valueOf(text);
          case DOUBLE -> Double.valueOf(text);
          case JSON -> document(text);
          default -> text;
        };
      }
    }
    return text;
  }

  private static Map<String, Object> document(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Map<String, @Nullable Object>> scores(
      RedisCommands redis, String member, Object key, Map<String, @Nullable Object> named) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    List<?> scores = list(redis, "ZREVRANGE", key, 0, -1, "WITHSCORES");
    for (int i = 0; i < scores.size(); i += 2) {
      Long score = Long.valueOf(scores.get(i + 1).toString());
      rows.add(with(named, Map.of(member, scores.get(i), "$score", score, "$rank", i / 2)));
    }
    return rows;
  }
}
