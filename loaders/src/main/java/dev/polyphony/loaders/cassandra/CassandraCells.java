package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import dev.polyphony.loaders.JsonText;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the driver reads, as cells.
final class CassandraCells {
  private CassandraCells() {}

  /// @param value as the driver gives it
  static @Nullable Object cell(Column column, @Nullable Object value) {
    if (value == null) {
      // A collection without elements is not stored at all.
      return column.list() && !column.nullable() ? List.of() : null;
    }
    boolean json = column.type() == ValueType.JSON;
    if (json && !column.list() && value instanceof String text) {
      return parsed(column, text);
    }
    if (column.list() && value instanceof Collection<?> elements) {
      return StoredValues.fromStored(
          column, elements.stream().map(element -> json ? json(element) : plain(element)).toList());
    }
    return StoredValues.fromStored(column, json ? json(value) : plain(value));
  }

  /// Text holds JSON where JSON is declared.
  private static @Nullable Object parsed(Column column, String text) {
    try {
      return JsonText.parse(text);
    } catch (IOException e) {
      return new BadValue("expected JSON in %s, found other text".formatted(column.name()));
    }
  }

  /// As [StoredValues] takes it.
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case ByteBuffer bytes -> bytes(bytes);
      case Byte number -> number.intValue();
      case InetAddress address -> address.getHostAddress();
      case CqlDuration duration -> duration.toString();
      case null, default -> value;
    };
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /// As JSON has it: objects for what has names, lists for what has places, and text for what JSON
  /// has no form of.
  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case UdtValue object -> members(object);
      case TupleValue tuple -> elements(tuple);
      case Map<?, ?> map -> entries(map);
      case Collection<?> elements -> {
        List<@Nullable Object> list = new ArrayList<>(elements.size());
        elements.forEach(element -> list.add(json(element)));
        yield Collections.unmodifiableList(list);
      }
      case CqlVector<?> vector -> vector.stream().map(element -> (Object) element).toList();
      case ByteBuffer bytes -> Base64.getEncoder().encodeToString(bytes(bytes));
      case UUID uuid -> uuid.toString();
      case TemporalAccessor time -> time.toString();
      case Double number -> Double.isFinite(number) ? number : number.toString();
      case Float number ->
          Float.isFinite(number) ? Double.valueOf(number.toString()) : (Object) number.toString();
      default -> plain(value);
    };
  }

  private static Map<String, @Nullable Object> members(UdtValue object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < object.getType().getFieldNames().size(); i++) {
      members.put(object.getType().getFieldNames().get(i).asInternal(), json(object.getObject(i)));
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object member(UdtValue object, int place) {
    return place < 0 || object.isNull(place) ? null : object.getObject(place);
  }

  private static List<@Nullable Object> elements(TupleValue tuple) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < tuple.getType().getComponentTypes().size(); i++) {
      elements.add(tuple.isNull(i) ? null : json(tuple.getObject(i)));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Map<String, @Nullable Object> entries(Map<?, ?> map) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(json(key)), json(value)));
    return Collections.unmodifiableMap(entries);
  }

  /// The value of a member by its name: of a user-defined type, or of a map with text for keys.
  static @Nullable Object member(@Nullable Object value, String name) {
    return switch (value) {
      case UdtValue object ->
          member(object, object.getType().firstIndexOf(Identifiers.quoted(name)));
      case Map<?, ?> map -> map.get(name);
      case null, default -> null;
    };
  }
}
