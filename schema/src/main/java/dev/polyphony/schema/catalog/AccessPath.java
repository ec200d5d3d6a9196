package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One way in which a store reads a mapping well.
///
/// @param equal fields that must all be bound by equality
/// @param values whether an equality may be with one of several values
/// @param range the field that may be bounded, after the equal ones
/// @param order what it yields, complete to the key; either as it stands or wholly reversed, and in
///   its last fields (the key's, which only break ties) in either direction
/// @param tieBreakers how many fields at the end of `order` only break ties
/// @param unique at most one row for each combination of the equal fields
public record AccessPath(
    List<FieldPath> equal,
    boolean values,
    @Nullable FieldPath range,
    List<FieldOrder> order,
    int tieBreakers,
    boolean unique) {
  public AccessPath {
    equal = List.copyOf(equal);
    order = List.copyOf(order);
  }

  /// Paths in words, such as `by tail in the order [departs DESC, id ASC]; all in the order …`.
  public static String describe(List<AccessPath> paths) {
    List<String> texts = new ArrayList<>();
    for (AccessPath path : paths) {
      String fields = String.join(", ", path.equal().stream().map(FieldPath::toString).toList());
      String equal = fields.isEmpty() ? "all" : "by " + fields;
      texts.add(path.unique() ? equal : equal + " in the order " + path.order());
    }
    return String.join("; ", texts);
  }

  /// Whether it serves these bindings: exactly its equal fields, at most its range, and the order.
  public boolean serves(
      Set<FieldPath> equals,
      boolean severalValues,
      Set<FieldPath> ranges,
      List<FieldOrder> wanted) {
    return equals.size() == equal.size()
        && equals.containsAll(equal)
        && (values || !severalValues)
        && (ranges.isEmpty() || (range != null && ranges.equals(Set.of(range))))
        && (unique || yields(equals, wanted));
  }

  /// Whether rows come in the wanted order. Fields bound by equality do not count.
  public boolean yields(Set<FieldPath> bound, List<FieldOrder> wanted) {
    List<FieldOrder> asked = wanted.stream().filter(o -> !bound.contains(o.field())).toList();
    List<FieldOrder> given = order.stream().filter(o -> !bound.contains(o.field())).toList();
    if (asked.size() > given.size()) {
      return false;
    }
    int leading = Math.max(0, given.size() - tieBreakers);
    Boolean reversed = null;
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).field().equals(given.get(i).field())) {
        return false;
      }
      boolean turned = asked.get(i).direction() != given.get(i).direction();
      if (i < leading) {
        if (reversed != null && reversed != turned) {
          return false;
        }
        reversed = turned;
      }
    }
    return true;
  }
}
