package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Makes nested rows of an embedded object, or of a list of such.
public final class DocumentReader {
  private final Column column;
  private final BiFunction<Column, @Nullable Object, @Nullable Object> values;
  private final List<String> header;
  private final List<Member> members;

  private record Member(Column column, List<String[]> places, @Nullable DocumentReader nested) {}

  /// @param values makes the cell of a value inside the document, as parsed
  public DocumentReader(
      Column column,
      Projection projection,
      BiFunction<Column, @Nullable Object, @Nullable Object> values) {
    this.column = column;
    this.values = values;
    this.header = projection.names();
    this.members = new ArrayList<>();
    for (Projection.Item item : projection.items()) {
      Column member = column.nested().get(item.field());
      if (member == null) {
        throw new IllegalArgumentException(column.field() + " has no field " + item.field());
      }
      Projection nested = item.nested();
      members.add(
          new Member(
              member,
              member.names().stream().map(name -> name.split("\\.", -1)).toList(),
              nested == null ? null : new DocumentReader(member, nested, values)));
    }
  }

  /// @param value the document as parsed: maps, lists and values
  public @Nullable Object read(@Nullable Object value) {
    if (column.list()) {
      return value == null ? null : list(value);
    }
    return switch (value) {
      case null -> Rows.empty(header);
      case Map<?, ?> object -> {
        List<@Nullable Object[]> rows = new ArrayList<>(1);
        rows.add(row(object));
        yield Rows.of(header, rows);
      }
      default -> bad("an object", value);
    };
  }

  private Object list(Object value) {
    if (!(value instanceof List<?> elements)) {
      return bad("a list of objects", value);
    }
    List<@Nullable Object[]> rows = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof Map<?, ?> object)) {
        return bad("a list of objects", element);
      }
      rows.add(row(object));
    }
    return Rows.of(header, rows);
  }

  private @Nullable Object[] row(Map<?, ?> object) {
    @Nullable Object[] cells = new @Nullable Object[members.size()];
    for (int i = 0; i < cells.length; i++) {
      Member member = members.get(i);
      Object value = firstPresent(object, member.places());
      cells[i] =
          member.nested() == null
              ? values.apply(member.column(), value)
              : member.nested().read(value);
    }
    return cells;
  }

  /// JSON's null is as good as absent.
  private static @Nullable Object firstPresent(Map<?, ?> object, List<String[]> places) {
    for (String[] place : places) {
      Object at = object;
      for (String key : place) {
        at = at instanceof Map<?, ?> owner ? owner.get(key) : null;
      }
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  private BadValue bad(String expected, @Nullable Object found) {
    return new BadValue(
        "expected %s in %s, found %s"
            .formatted(
                expected,
                column.name(),
                found == null ? "null" : found.getClass().getSimpleName()));
  }
}
