package dev.polyphony.loaders.mongodb;

import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.jspecify.annotations.Nullable;

/// Reads documents straight into rows, in one pass over the BSON: made once for a projection, it
/// knows by stored name which cells a value goes to and skips the rest.
final class MongoRows {
  private static final Object MISSING = new Object();

  private final List<String> header;
  private final Level top = new Level();
  private final List<Choice> choices = new ArrayList<>();
  private final List<Target> objects = new ArrayList<>();
  private final int kept;
  private int width;

  /// What may be read into the cell `slot`, by preference.
  private record Choice(int slot, List<Integer> candidates) {}

  /// Where a value goes: a cell, rows of its own, or (raw) the normal form of [BsonOrder].
  private record Target(int slot, Column column, @Nullable MongoRows nested, boolean raw) {}

  /// What lies behind one name of a document.
  private static final class Place {
    private final List<Target> targets = new ArrayList<>();
    private @Nullable Level below;
  }

  /// One level of documents.
  private static final class Level {
    private final Map<String, Place> places = new HashMap<>();

    Place place(String path) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      Place place = places.computeIfAbsent(name, _ -> new Place());
      if (dot < 0) {
        return place;
      }
      Level below = place.below;
      if (below == null) {
        below = new Level();
        place.below = below;
      }
      return below.place(path.substring(dot + 1));
    }

    void fill(@Nullable Object[] cells, BadValue bad) {
      for (Place place : places.values()) {
        place.targets.forEach(target -> cells[target.slot] = bad);
        if (place.below != null) {
          place.below.fill(cells, bad);
        }
      }
    }
  }

  /// @param raw fields whose normal form follows the cells of each row
  MongoRows(Map<String, Column> columns, Projection projection, List<MongoField> raw) {
    this.header = projection.names();
    this.kept = header.size() + raw.size();
    this.width = kept;
    for (int slot = 0; slot < projection.items().size(); slot++) {
      Projection.Item item = projection.items().get(slot);
      Column column = columns.get(item.field());
      if (column == null) {
        throw new IllegalArgumentException("no field " + item.field());
      }
      Projection inner = item.nested();
      MongoRows nested = inner == null ? null : new MongoRows(column.nested(), inner, List.of());
      add(slot, column, column.names(), nested, false);
      if (nested != null && !column.list()) {
        objects.add(new Target(slot, column, nested, false));
      }
    }
    for (int i = 0; i < raw.size(); i++) {
      MongoField field = raw.get(i);
      add(header.size() + i, field.column(), field.paths(), null, true);
    }
  }

  private void add(
      int slot, Column column, List<String> paths, @Nullable MongoRows nested, boolean raw) {
    if (paths.size() == 1) {
      top.place(paths.getFirst()).targets.add(new Target(slot, column, nested, raw));
      return;
    }
    List<Integer> candidates = new ArrayList<>();
    for (String path : paths) {
      int candidate = width++;
      candidates.add(candidate);
      top.place(path).targets.add(new Target(candidate, column, nested, raw));
    }
    choices.add(new Choice(slot, candidates));
  }

  List<String> header() {
    return header;
  }

  /// The cells of one document, in header order; the raw values follow.
  @Nullable Object[] read(BsonReader reader) {
    @Nullable Object[] cells = new @Nullable Object[width];
    for (Choice choice : choices) {
      choice.candidates.forEach(candidate -> cells[candidate] = MISSING);
    }
    read(reader, top, cells);
    for (Choice choice : choices) {
      cells[choice.slot] = chosen(choice, cells);
    }
    for (Target object : objects) {
      if (cells[object.slot] == null && object.nested != null) {
        cells[object.slot] = Rows.empty(object.nested.header);
      }
    }
    return width == kept ? cells : Arrays.copyOf(cells, kept);
  }

  private static @Nullable Object chosen(Choice choice, @Nullable Object[] cells) {
    for (int candidate : choice.candidates) {
      if (cells[candidate] != MISSING) {
        return cells[candidate];
      }
    }
    return null;
  }

  private static void read(BsonReader reader, Level level, @Nullable Object[] cells) {
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      Place place = level.places.get(reader.readName());
      if (place == null) {
        reader.skipValue();
      } else {
        read(reader, place, cells);
      }
    }
    reader.readEndDocument();
  }

  private static void read(BsonReader reader, Place place, @Nullable Object[] cells) {
    int readings = place.targets.size() + (place.below == null ? 0 : 1);
    for (Target target : place.targets) {
      BsonReaderMark mark = --readings > 0 ? reader.getMark() : null;
      cells[target.slot] = value(reader, target);
      if (mark != null) {
        mark.reset();
      }
    }
    if (place.below != null) {
      readBelow(reader, place.below, cells);
    }
  }

  /// A value in the place of an object has nothing below it; an array has too much.
  private static void readBelow(BsonReader reader, Level below, @Nullable Object[] cells) {
    switch (reader.getCurrentBsonType()) {
      case DOCUMENT -> read(reader, below, cells);
      case ARRAY -> {
        below.fill(cells, new BadValue("expected object, found array"));
        reader.skipValue();
      }
      default -> reader.skipValue();
    }
  }

  private static @Nullable Object value(BsonReader reader, Target target) {
    if (target.nested != null) {
      return target.nested.rows(reader, target.column);
    }
    if (!target.raw) {
      return BsonCells.cell(target.column, reader);
    }
    Object value = BsonCells.read(reader);
    return value == null ? null : BsonOrder.normal(value);
  }

  /// An embedded object, or an array of such.
  private @Nullable Object rows(BsonReader reader, Column column) {
    BsonType type = reader.getCurrentBsonType();
    if (type == BsonType.NULL || type == BsonType.UNDEFINED) {
      reader.skipValue();
      return null;
    }
    if (type != (column.list() ? BsonType.ARRAY : BsonType.DOCUMENT)) {
      reader.skipValue();
      return bad(column, type);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (!column.list()) {
      rows.add(read(reader));
      return Rows.of(header, rows);
    }
    Object bad = null;
    reader.readStartArray();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      BsonType element = reader.getCurrentBsonType();
      if (element == BsonType.DOCUMENT) {
        rows.add(read(reader));
      } else {
        reader.skipValue();
        bad = bad(column, element);
      }
    }
    reader.readEndArray();
    return bad == null ? Rows.of(header, rows) : bad;
  }

  private static BadValue bad(Column column, BsonType found) {
    return new BadValue(
        "expected %s in %s, found %s"
            .formatted(column.list() ? "a list of objects" : "an object", column.name(), found));
  }
}
