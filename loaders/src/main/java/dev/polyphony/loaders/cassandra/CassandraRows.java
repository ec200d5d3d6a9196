package dev.polyphony.loaders.cassandra;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a projection's cells from rows, and from the objects inside them.
final class CassandraRows {
  private final List<String> header;
  private final List<Cell> cells = new ArrayList<>();

  /// @param names the stored names, each split at its dots; the first that is present is read
  private record Cell(Column column, List<List<String>> names, @Nullable CassandraRows nested) {}

  CassandraRows(Map<String, Column> columns, Projection projection) {
    this.header = projection.names();
    for (Projection.Item item : projection.items()) {
      Column column = columns.get(item.field());
      if (column == null) {
        throw new IllegalArgumentException("no field " + item.field());
      }
      Projection inner = item.nested();
      cells.add(
          new Cell(
              column,
              column.names().stream().map(name -> List.of(name.split("\\."))).toList(),
              inner == null ? null : new CassandraRows(column.nested(), inner)));
    }
  }

  List<String> header() {
    return header;
  }

  /// The columns that are read for it.
  Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    for (Cell cell : cells) {
      cell.names.forEach(name -> columns.add(name.getFirst()));
    }
    return columns;
  }

  /// The cells of a row, in header order.
  ///
  /// @param read what a row holds in a column
  @Nullable Object[] read(Reader read) {
    @Nullable Object[] row = new @Nullable Object[cells.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cell(cells.get(i), read);
    }
    return row;
  }

  /// Where values come from: a row, or an object inside one.
  @FunctionalInterface
  interface Reader {
    @Nullable Object get(String name);
  }

  /// @param places where each column stands in the row
  static Reader of(Row row, Map<String, Integer> places) {
    return name -> {
      try {
        int place = requireNonNull(places.get(name));
        // The driver reads an absent collection as an empty one.
        return row.isNull(place) ? null : row.getObject(place);
      } catch (CodecNotFoundException | IllegalArgumentException e) {
        return new BadValue("the type of column " + name + " cannot be read");
      }
    };
  }

  private static @Nullable Object cell(Cell cell, Reader read) {
    Object value = null;
    for (List<String> name : cell.names) {
      value = value(name, read);
      if (value != null) {
        break;
      }
    }
    if (value instanceof BadValue) {
      return value;
    }
    return cell.nested == null
        ? CassandraCells.cell(cell.column, value)
        : cell.nested.rows(cell.column, value);
  }

  private static @Nullable Object value(List<String> name, Reader read) {
    Object value = read.get(name.getFirst());
    for (String member : name.subList(1, name.size())) {
      value = CassandraCells.member(value, member);
    }
    return value;
  }

  /// An embedded object, or a list of such.
  private @Nullable Object rows(Column column, @Nullable Object value) {
    if (value == null) {
      return column.list() && column.nullable() ? null : Rows.empty(header);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    Collection<?> objects =
        column.list() ? (value instanceof Collection<?> several ? several : null) : List.of(value);
    if (objects == null) {
      return bad(column, value);
    }
    for (Object object : objects) {
      if (!(object instanceof UdtValue || object instanceof Map<?, ?>)) {
        return bad(column, object);
      }
      rows.add(read(name -> CassandraCells.member(object, name)));
    }
    return Rows.of(header, rows);
  }

  private static BadValue bad(Column column, Object found) {
    return new BadValue(
        "expected %s in %s, found %s"
            .formatted(
                column.list() ? "a list of objects" : "an object",
                column.name(),
                found.getClass().getSimpleName()));
  }
}
