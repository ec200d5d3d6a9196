package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.DocumentReader;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Storage.Structure;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.BadValue;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read under a key, and how the cells of a row are made of it.
final class RedisCells {
  /// What the server said of one key, or of one member of it.
  static final class Found {
    private final RedisKey key;
    private final @Nullable Reply ttl;
    private final @Nullable String score;
    private final @Nullable Long rank;
    private final List<@Nullable Response> values;
    private final @Nullable Object[] documents;

    /// @param values the fields of a hash as asked for, or the one value of a string or document
    Found(
        RedisKey key,
        @Nullable Reply ttl,
        @Nullable String score,
        @Nullable Long rank,
        List<@Nullable Response> values) {
      this.key = key;
      this.ttl = ttl;
      this.score = score;
      this.rank = rank;
      this.values = values;
      this.documents = new @Nullable Object[values.size()];
    }

    /// A member has no values but its own.
    Found(RedisKey key, @Nullable Reply ttl, @Nullable String score, @Nullable Long rank) {
      this(key, ttl, score, rank, List.of());
    }

    byte @Nullable [] bytes(int index) {
      Response value = values.get(index);
      return value == null ? null : value.toBytes();
    }

    /// A value as a document, which is parsed once for all columns inside it.
    @Nullable Object document(int index) {
      byte[] bytes = documents[index] == null ? bytes(index) : null;
      if (bytes != null) {
        String text = RedisValues.text(bytes);
        documents[index] = text == null ? new BadValue("found no JSON") : RedisValues.json(text);
      }
      return documents[index];
    }
  }

  @FunctionalInterface
  private interface Cell {
    @Nullable Object read(Found found);
  }

  private final RedisLayout layout;
  private final List<FieldPath> keyFields;
  private final List<String> header = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private boolean asksTtl;
  private boolean asksScore;
  private boolean asksRank;
  private boolean asksValue;

  /// @param keyFields what a key's values are of
  /// @param further fields that are read besides, at the end of the row
  RedisCells(
      RedisLayout layout,
      List<FieldPath> keyFields,
      Projection projection,
      List<FieldPath> further) {
    this.layout = layout;
    this.keyFields = keyFields;
    for (Projection.Item item : projection.items()) {
      add(item.field(), item.nested());
    }
    for (FieldPath field : further) {
      if (!header.contains(field.toString())) {
        add(field.toString(), null);
      }
    }
  }

  List<String> header() {
    return header;
  }

  /// The fields of a hash that are asked for.
  List<String> fields() {
    return fields;
  }

  boolean asksTtl() {
    return asksTtl;
  }

  boolean asksScore() {
    return asksScore;
  }

  boolean asksRank() {
    return asksRank;
  }

  /// Whether anything but the existence of a string or document is asked for.
  boolean asksValue() {
    return asksValue;
  }

  @Nullable Object[] row(Found found) {
    @Nullable Object[] row = new @Nullable Object[cells.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cells.get(i).read(found);
    }
    return row;
  }

  private void add(String field, @Nullable Projection nested) {
    FieldPath path = FieldPath.of(field);
    Column column = layout.mapping().column(path);
    header.add(field);
    cells.add(cell(path, column, nested));
  }

  private Cell cell(FieldPath path, Column column, @Nullable Projection nested) {
    int place = keyFields.indexOf(path);
    if (place >= 0) {
      return found -> found.key.values().get(place);
    }
    return switch (column.name()) {
      case RedisLayout.TTL -> {
        asksTtl = true;
        yield found -> ttl(column, found.ttl);
      }
      case RedisLayout.SCORE -> {
        asksScore = true;
        yield found -> RedisValues.score(column, found.score);
      }
      case RedisLayout.RANK -> {
        asksRank = true;
        yield found -> StoredValues.fromStored(column, found.rank);
      }
      default -> {
        asksValue = true;
        DocumentReader reader =
            nested == null ? null : new DocumentReader(column, nested, RedisValues::document);
        yield layout.structure() == Structure.HASH
            ? ofHash(column, reader)
            : ofWhole(column, reader);
      }
    };
  }

  /// Below zero it does not run out.
  private static @Nullable Object ttl(Column column, @Nullable Reply reply) {
    long seconds = reply == null ? -1 : reply.number();
    return seconds < 0 ? null : StoredValues.fromStored(column, seconds);
  }

  /// A dotted name is that of a hash's field, or else leads into the document in the field of its
  /// first part. The first name that is present is read.
  private Cell ofHash(Column column, @Nullable DocumentReader reader) {
    int[] places = new int[column.names().size()];
    int[] heads = new int[places.length];
    List<String[]> rests = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      String name = column.names().get(i);
      String[] parts = name.split("\\.", 2);
      places[i] = fieldPlace(name);
      heads[i] = parts.length == 1 ? -1 : fieldPlace(parts[0]);
      rests.add(parts.length == 1 ? parts : parts[1].split("\\.", -1));
    }
    return found -> {
      for (int i = 0; i < places.length; i++) {
        if (found.values.get(places[i]) != null) {
          return ofBytes(column, reader, found, places[i]);
        }
        Object document = heads[i] < 0 ? null : found.document(heads[i]);
        Object value = document instanceof BadValue ? document : at(document, rests.get(i));
        if (value != null) {
          return ofValue(column, reader, value);
        }
      }
      return reader == null ? null : reader.read(null);
    };
  }

  private int fieldPlace(String name) {
    int place = fields.indexOf(name);
    if (place >= 0) {
      return place;
    }
    fields.add(name);
    return fields.size() - 1;
  }

  private static @Nullable Object ofBytes(
      Column column, @Nullable DocumentReader reader, Found found, int place) {
    return reader == null
        ? RedisValues.cell(column, found.bytes(place))
        : ofValue(column, reader, found.document(place));
  }

  private static @Nullable Object ofValue(
      Column column, @Nullable DocumentReader reader, @Nullable Object value) {
    if (value instanceof BadValue) {
      return value;
    }
    return reader == null ? RedisValues.document(column, value) : reader.read(value);
  }

  /// Of a string its value, of a document all of it or what its names lead to.
  private Cell ofWhole(Column column, @Nullable DocumentReader reader) {
    if (layout.structure() == Structure.STRING) {
      return found -> ofBytes(column, reader, found, 0);
    }
    if (column.name().equals(RedisLayout.VALUE)) {
      return found -> ofValue(column, reader, found.document(0));
    }
    List<String[]> places = column.names().stream().map(name -> name.split("\\.", -1)).toList();
    return found -> {
      Object document = found.document(0);
      if (document != null && !(document instanceof Map)) {
        return document instanceof BadValue ? document : new BadValue("found no object");
      }
      for (String[] place : places) {
        Object value = at(document, place);
        if (value != null) {
          return ofValue(column, reader, value);
        }
      }
      return reader == null ? null : reader.read(null);
    };
  }

  private static @Nullable Object at(@Nullable Object document, String[] place) {
    Object value = document;
    for (String name : place) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return value;
  }
}
