package dev.polyphony.schema.algebra;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value that the gateway computes from fields of one row. Immutable, and equal to another that
/// computes the same.
public interface Computation {
  /// The fields that it reads.
  Set<FieldPath> fields();

  /// @return a logical value, or null where the row gives none
  @Nullable Object of(Row row);

  /// One row, by field.
  @FunctionalInterface
  interface Row {
    /// The logical values of a field: none when it is null, several where a list is on its way. A
    /// [dev.polyphony.schema.rows.BadValue] stands for what does not fit the field: it is there,
    /// but equals nothing and has no order.
    List<Object> values(FieldPath field);
  }
}
