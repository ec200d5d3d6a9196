package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a list can be filtered and ordered when it is asked.
///
/// @param paths the access paths of its mapping
/// @param free whether any filter and order will do, because the user admits a scan or because what
///   is read is bounded anyway
/// @param filters whether the store applies what no path binds; else the gateway does
/// @param counts whether the store counts rows
/// @param offsets whether it may be entered by a number of rows
public record ListAccess(
    List<AccessPath> paths, boolean free, boolean filters, boolean counts, boolean offsets) {
  public ListAccess {
    paths = List.copyOf(paths);
  }

  /// A filter parted between the store and the gateway.
  ///
  /// @param pushed what the store is asked for
  /// @param rest what the gateway applies to the rows that come
  public record Parts(List<Condition> pushed, List<Condition> rest) {
    public Parts {
      pushed = List.copyOf(pushed);
      rest = List.copyOf(rest);
    }
  }

  /// Parts a filter, or answers null when no path serves it together with the order.
  ///
  /// @param bound the fields that a join binds
  /// @param conjuncts the parts of the filter, all of which must hold
  public @Nullable Parts serve(
      Set<FieldPath> bound, List<Condition> conjuncts, List<FieldOrder> order) {
    if (free) {
      return parts(conjuncts, Set.copyOf(conjuncts));
    }
    Set<Condition> best = null;
    for (AccessPath path : paths) {
      Set<Condition> used = used(path, bound, conjuncts);
      if (used == null || !(path.unique() || path.yields(Set.copyOf(path.equal()), order))) {
        continue;
      }
      boolean narrow = !bound.isEmpty() || !path.equal().isEmpty();
      if ((narrow || used.size() == conjuncts.size())
          && (best == null || used.size() > best.size())) {
        best = used;
      }
    }
    return best == null ? null : parts(conjuncts, best);
  }

  private Parts parts(List<Condition> conjuncts, Set<Condition> used) {
    List<Condition> pushed = new ArrayList<>();
    List<Condition> rest = new ArrayList<>();
    // An argument and `where` may say the same of a field.
    for (Condition one : new LinkedHashSet<>(conjuncts)) {
      boolean forStore = filters ? !isComputed(one) : used.contains(one);
      (forStore ? pushed : rest).add(one);
    }
    return new Parts(pushed, rest);
  }

  /// Whether only the gateway can apply it.
  public static boolean isComputed(Condition condition) {
    return switch (condition) {
      case Condition.Test _ -> true;
      case Condition.And and -> and.parts().stream().anyMatch(ListAccess::isComputed);
      case Condition.Or or -> or.parts().stream().anyMatch(ListAccess::isComputed);
      case Condition.Not not -> isComputed(not.part());
      case Condition.Compare _, Condition.In _, Condition.Text _, Condition.IsNull _ -> false;
    };
  }

  /// The conjuncts that a path binds; null when not all of its equal fields are bound.
  private @Nullable Set<Condition> used(
      AccessPath path, Set<FieldPath> bound, List<Condition> conjuncts) {
    if (!filters && !path.equal().containsAll(bound)) {
      return null;
    }
    Set<Condition> used = new HashSet<>();
    for (FieldPath field : path.equal()) {
      if (bound.contains(field)) {
        continue;
      }
      Condition equal = null;
      for (Condition one : conjuncts) {
        if (equal == null && binds(one, field, path.values())) {
          equal = one;
        }
      }
      if (equal == null) {
        return null;
      }
      used.add(equal);
    }
    boolean lower = false;
    boolean upper = false;
    for (Condition one : conjuncts) {
      if (path.range() == null || !ranges(one, path.range())) {
        continue;
      }
      boolean isLower = isLower(one);
      boolean isUpper = isUpper(one);
      // A second bound from the same side is left to whoever applies the rest.
      if (!(isLower && lower) && !(isUpper && upper)) {
        used.add(one);
        lower |= isLower;
        upper |= isUpper;
      }
    }
    return used;
  }

  private static boolean binds(Condition condition, FieldPath field, boolean severalValues) {
    return switch (condition) {
      case Condition.Compare(FieldPath own, Operator operator, _) ->
          operator == Operator.EQ && own.equals(field);
      case Condition.In in -> severalValues && in.fields().equals(List.of(field));
      default -> false;
    };
  }

  private boolean ranges(Condition condition, FieldPath field) {
    return switch (condition) {
      case Condition.Compare(FieldPath own, Operator operator, _) ->
          operator != Operator.EQ && operator != Operator.NE && own.equals(field);
      // Only stores that apply any condition know these as ranges.
      case Condition.Text(FieldPath own, Condition.Text.Match match, _) ->
          filters && match == Condition.Text.Match.STARTS_WITH && own.equals(field);
      case Condition.IsNull(FieldPath own) -> filters && own.equals(field);
      default -> false;
    };
  }

  private static boolean isLower(Condition condition) {
    return condition instanceof Condition.Compare compare
        && (compare.operator() == Operator.GT || compare.operator() == Operator.GTE);
  }

  private static boolean isUpper(Condition condition) {
    return condition instanceof Condition.Compare compare
        && (compare.operator() == Operator.LT || compare.operator() == Operator.LTE);
  }
}
