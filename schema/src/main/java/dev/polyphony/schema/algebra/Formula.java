package dev.polyphony.schema.algebra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value that is computed from fields of one row and from the caller's claims. Immutable, and
/// equal to another that computes the same.
public interface Formula {
  /// The fields that it reads.
  Set<FieldPath> fields();

  /// @param claims of the caller, by name
  /// @return a logical value, null, or a [dev.polyphony.schema.rows.BadValue] where the row's
  ///   values give none
  @Nullable Object of(Computation.Row row, Map<String, ?> claims);

  /// A Boolean formula as the parts of a filter for one caller, all of which must hold. What a
  /// store cannot apply is a [Condition.Test].
  List<Condition> conditions(Map<String, ?> claims);

  /// Those of its parts that say the same for every caller.
  List<Condition> ofEveryCaller();

  /// The same over rows that hold these as an embedded object.
  Formula within(String object);
}
