package dev.polyphony.schema.algebra;

import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;

/// A filter over the fields of one mapping. Every condition is true or false, never unknown: a
/// comparison with null is false and [Not] is the complement.
///
/// On a field that holds a list, `Compare(EQ)` and `In` ask whether an element matches.
public sealed interface Condition {
  /// Holds for every row.
  Condition TRUE = new And(List.of());

  /// Holds for no row.
  Condition FALSE = new Or(List.of());

  /// `field operator value`; the value is a logical one and never null.
  record Compare(FieldPath field, Operator operator, Object value) implements Condition {}

  /// The values of `fields` are, together, one of `keys`. An empty batch holds for no row.
  record In(List<FieldPath> fields, KeyBatch keys) implements Condition {
    public In {
      fields = List.copyOf(fields);
    }
  }

  /// The text of the field, or of one of its elements, begins with some text or holds it, compared
  /// code point by code point. An empty text is in every text.
  record Text(FieldPath field, Match match, String text) implements Condition {
    public enum Match {
      STARTS_WITH,
      CONTAINS
    }
  }

  /// The field is null or missing.
  record IsNull(FieldPath field) implements Condition {}

  /// What is computed from the row is true. Only the gateway applies it: no store is asked.
  record Test(Computation computation) implements Condition {}

  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}
}
