package dev.polyphony.loaders.cassandra;

import java.util.ArrayList;
import java.util.List;

/// An end of a stretch of rows: beyond the values of their first unbound clustering fields.
///
/// @param values plain ones, of the first fields; never none
/// @param inclusive whether rows of these very values belong to the stretch
record Cut(List<Object> values, boolean inclusive) {
  Cut {
    values = List.copyOf(values);
  }

  int size() {
    return values.size();
  }

  /// The one of two that leaves less.
  ///
  /// @param descending for each field whether its values fall on the way to the other end
  /// @param start whether the stretch begins here; otherwise it ends here
  static Cut stricter(Cut one, Cut other, List<Boolean> descending, boolean start) {
    int common = Math.min(one.size(), other.size());
    for (int i = 0; i < common; i++) {
      int order = CassandraOrder.compare(one.values.get(i), other.values.get(i));
      if (order != 0) {
        boolean oneIsFurther = (order > 0) != descending.get(i);
        return oneIsFurther == start ? one : other;
      }
    }
    if (one.size() == other.size()) {
      return one.inclusive ? other : one;
    }
    boolean oneIsShorter = one.size() < other.size();
    Cut shorter = oneIsShorter ? one : other;
    Cut longer = oneIsShorter ? other : one;
    return shorter.inclusive ? longer : shorter;
  }

  /// Whether the first `size` fields go the same way.
  static boolean isUniform(List<Boolean> descending, int size) {
    return descending.subList(0, size).stream().distinct().count() <= 1;
  }

  /// The stretch beyond this start as stretches that lie one behind the other, nearest first, each
  /// with fields of one direction after equal ones.
  List<Step> steps(List<Boolean> descending) {
    List<Step> steps = new ArrayList<>();
    int end = size();
    while (end > 0) {
      int from = end - 1;
      while (from > 0 && descending.get(from - 1).equals(descending.get(end - 1))) {
        from--;
      }
      steps.add(new Step(from, end, inclusive && end == size()));
      end = from;
    }
    return steps;
  }

  /// The first `from` fields are equal, those up to `to` beyond the cut's.
  record Step(int from, int to, boolean inclusive) {}
}
