package dev.polyphony.loaders.mongodb;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocumentReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What some documents hold where a mapping expects its fields. The documents themselves are not
/// kept, and no value of theirs is told.
final class MongoSample {
  private static final int MOST_NAMES = 1000;

  private final Level top;
  private final Set<Object> ids = new HashSet<>();

  MongoSample(Mapping mapping) {
    this.top = new Level("", mapping.columns());
  }

  /// Each document once, whichever end of the collection it comes from.
  @Nullable Object[] add(RawBsonDocument document) {
    try (BsonDocumentReader reader = new BsonDocumentReader(document)) {
      Map<String, @Nullable Object> object = BsonCells.document(reader);
      if (ids.add(String.valueOf(object.get("_id")))) {
        top.add(object);
      }
    }
    return new @Nullable Object[0];
  }

  /// Every field, those of embedded objects after them.
  List<Tally> tallies() {
    List<Tally> all = new ArrayList<>();
    top.collect(all);
    return all;
  }

  /// One level of objects.
  static final class Level {
    private final List<Tally> tallies = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Level(String prefix, Map<String, Column> columns) {
      for (Column column : columns.values()) {
        tallies.add(new Tally(this, prefix + column.field(), column));
      }
    }

    void add(Map<?, ?> object) {
      if (names.size() < MOST_NAMES) {
        object.keySet().forEach(name -> names.add(String.valueOf(name)));
      }
      tallies.forEach(tally -> tally.add(object));
    }

    void collect(List<Tally> all) {
      for (Tally tally : tallies) {
        all.add(tally);
        if (tally.nested != null) {
          tally.nested.collect(all);
        }
      }
    }
  }

  /// What was found of one field.
  static final class Tally {
    private final Level level;
    private final String field;
    private final Column column;
    private final @Nullable Level nested;
    private final Map<String, Integer> others = new LinkedHashMap<>();
    private int objects;
    private int present;

    Tally(Level level, String field, Column column) {
      this.level = level;
      this.field = field;
      this.column = column;
      this.nested = column.isObject() ? new Level(field + ".", column.nested()) : null;
    }

    String field() {
      return field;
    }

    Column column() {
      return column;
    }

    /// The names beside it.
    Set<String> names() {
      return level.names;
    }

    /// How many objects were looked at: documents, or what is embedded in them.
    int objects() {
      return objects;
    }

    /// How many of them have a value here.
    int present() {
      return present;
    }

    /// How many of the values are none of the column's.
    int unfit() {
      return others.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The types of those, such as `string`.
    Set<String> unfitTypes() {
      return others.keySet();
    }

    void add(Map<?, ?> object) {
      objects++;
      for (String name : column.names()) {
        Object value = find(object, name);
        if (value != null) {
          present++;
          String other = unfit(value);
          if (other != null) {
            others.merge(other, 1, Integer::sum);
          }
          return;
        }
      }
    }

    /// What an array is on the way to it, stands for it.
    private static @Nullable Object find(Map<?, ?> object, String path) {
      Object at = object;
      for (String name : path.split("\\.")) {
        if (!(at instanceof Map<?, ?> map)) {
          return at instanceof List<?> ? at : null;
        }
        at = map.get(name);
      }
      return at;
    }

    /// Null when it fits.
    private @Nullable String unfit(Object value) {
      if (nested != null) {
        return unfitObjects(nested, value);
      }
      Object cell = BsonCells.cell(column, value);
      if (cell instanceof BadValue) {
        String name = name(value);
        return column.enumNames().isEmpty() || !name.equals("string") ? name : "another string";
      }
      if (column.list() && cell instanceof List<?> cells && value instanceof List<?> elements) {
        for (int i = 0; i < cells.size(); i++) {
          if (cells.get(i) instanceof BadValue) {
            return "array of " + name(elements.get(i));
          }
        }
      }
      return null;
    }

    private @Nullable String unfitObjects(Level nested, Object value) {
      List<?> elements = column.list() && value instanceof List<?> list ? list : List.of(value);
      if (column.list() != value instanceof List<?>) {
        return name(value);
      }
      for (Object element : elements) {
        if (!(element instanceof Map<?, ?> object)) {
          return "array of " + name(element);
        }
        nested.add(object);
      }
      return null;
    }

    /// As MongoDB calls the type.
    private static String name(@Nullable Object value) {
      return switch (value) {
        case null -> "null";
        case Boolean _ -> "bool";
        case Integer _ -> "int";
        case Long _ -> "long";
        case Double _ -> "double";
        case BigDecimal _ -> "decimal";
        case String _ -> "string";
        case Instant _ -> "date";
        case ObjectId _ -> "objectId";
        case UUID _ -> "UUID";
        case byte[] _ -> "binData";
        case List<?> _ -> "array";
        case Map<?, ?> _ -> "object";
        case BsonType type -> type.name();
        default -> value.getClass().getSimpleName();
      };
    }
  }
}
