package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.embedded.RedisCommands;
import dev.polyphony.embedded.process.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Loads keys; the mark that says so comes last, so that a half load is done again.
final class RedisSeeding {
  private static final String MARK = "polyphony:seed";
  private static final int BATCH = 500;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\$key\\.([^}]+)}");

  private final ObjectMapper json = new ObjectMapper();
  private final Seed seed;
  private final String store;
  private final Progress progress;

  RedisSeeding(Seed seed, String store, Progress progress) {
    this.seed = seed;
    this.store = store;
    this.progress = progress;
  }

  /// The loaded database; one that holds other data is made anew.
  Loaded load(EmbeddedRedis server) {
    var database = server.database(seed.store(store).database());
    var fingerprint = seed.fingerprint(store);
    try (var commands = server.connect(database)) {
      if (fingerprint.equals(commands.run("GET", MARK))) {
        return new Loaded(database, false);
      }
      commands.run("FLUSHDB");
      for (var load : seed.store(store).load()) {
        fill(commands, load);
      }
      commands.run("SET", MARK, fingerprint);
      return new Loaded(database, true);
    } catch (IOException | UncheckedIOException | IllegalStateException failure) {
      throw new StartFailure("cannot load " + store + ": " + failure.getMessage(), failure);
    }
  }

  private void fill(RedisCommands commands, Load load) throws IOException {
    var count = new RowCount(progress, store, load);
    var waiting = 0;
    if (load.columns().isEmpty()) {
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  CsvRows.unzipped(seed.resolve(load.file())), StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          waiting = send(commands, load, (ObjectNode) json.readTree(line), waiting);
          count.next();
        }
      }
    } else {
      var columns = Columns.of(seed, load).all();
      try (var rows = CsvRows.open(seed.resolve(load.file()))) {
        while (rows.hasNext()) {
          waiting = send(commands, load, object(columns, rows.next()), waiting);
          count.next();
        }
      }
    }
    commands.answers();
    count.end();
  }

  private int send(RedisCommands commands, Load load, ObjectNode row, int waiting) {
    var shape = load.redis() == null ? RedisShape.HASH : load.redis();
    var key = key(load.into(), row);
    switch (shape.as()) {
      case HASH -> commands.send(hash(key, row).toArray());
      case STRING -> commands.send("SET", key, required(row, shape.value()));
      case JSON -> commands.send("SET", key, row);
      case SET -> commands.send("SADD", key, required(row, shape.member()));
      case SORTED_SET ->
          commands.send("ZADD", key, required(row, shape.score()), required(row, shape.member()));
    }
    if (shape.ttl() != null) {
      commands.send("EXPIRE", key, shape.ttl());
    }
    if (waiting < BATCH) {
      return waiting + 1;
    }
    commands.answers();
    return 0;
  }

  private static List<Object> hash(String key, ObjectNode row) {
    var command = new ArrayList<Object>(List.of("HSET", key));
    row.properties()
        .forEach(field -> {
          if (!field.getValue().isNull()) {
            command.add(field.getKey());
            command.add(text(field.getValue()));
          }
        });
    return command;
  }

  /// The template with each placeholder replaced by the row's value.
  private static String key(String template, ObjectNode row) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(required(row, found.group(1))));
  }

  private static String required(ObjectNode row, @Nullable String column) {
    var value = column == null ? null : row.get(column);
    if (value == null || value.isNull()) {
      throw new StartFailure("a row has no value for " + column + ": " + row);
    }
    return text(value);
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /// An absent value leaves its field out.
  private ObjectNode object(List<Columns.Column> columns, Map<String, String> row) {
    var object = json.createObjectNode();
    for (var column : columns) {
      var split = column.source().split();
      var value = column.value(row);
      if (split != null) {
        var parts = object.putArray(column.name());
        column.parts(row, split).forEach(part -> parts.add(part));
      } else if (value != null) {
        put(object, column, value);
      }
    }
    return object;
  }

  private static void put(ObjectNode object, Columns.Column column, String value) {
    switch (column.source().type()) {
      case TEXT, DATE -> object.put(column.name(), value);
      case INT -> object.put(column.name(), Integer.valueOf(value));
      case LONG -> object.put(column.name(), Long.valueOf(value));
      case DOUBLE -> object.put(column.name(), Double.valueOf(value));
    }
  }
}
