package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Computation;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of one row, by field.
final class CellRow implements Computation.Row {
  private final List<String> header;
  private final @Nullable Object[] cells;

  CellRow(List<String> header, @Nullable Object[] cells) {
    this.header = header;
    this.cells = cells;
  }

  @Override
  public List<Object> values(FieldPath field) {
    List<Object> values = new ArrayList<>(1);
    collect(header, cells, field.segments(), values);
    return values;
  }

  private static void collect(
      List<String> header, @Nullable Object[] cells, List<String> path, List<Object> values) {
    Object cell = cells[header.indexOf(path.getFirst())];
    switch (cell) {
      case Rows nested when path.size() > 1 -> {
        for (int i = 0; i < nested.size(); i++) {
          collect(nested.header(), nested.row(i), path.subList(1, path.size()), values);
        }
      }
      case List<?> list -> {
        for (Object element : list) {
          if (element != null) {
            values.add(element);
          }
        }
      }
      case null -> {}
      default -> values.add(cell);
    }
  }
}
