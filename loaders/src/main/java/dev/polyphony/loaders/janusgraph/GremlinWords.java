package dev.polyphony.loaders.janusgraph;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.Operator;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.Pick;
import org.apache.tinkerpop.gremlin.process.traversal.Pop;
import org.apache.tinkerpop.gremlin.process.traversal.Scope;
import org.apache.tinkerpop.gremlin.process.traversal.TextP;
import org.apache.tinkerpop.gremlin.structure.Column;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;
import org.jspecify.annotations.Nullable;

/// Gremlin's own constants and predicates.
final class GremlinWords {
  /// What may stand before a word, such as `Order.desc`.
  static final Set<String> OWNERS =
      Set.of("Column", "Direction", "Operator", "Order", "P", "Pick", "Pop", "Scope", "T", "TextP");

  static final Set<String> PREDICATES =
      Set.of(
          "between",
          "containing",
          "endingWith",
          "eq",
          "gt",
          "gte",
          "inside",
          "lt",
          "lte",
          "neq",
          "notContaining",
          "notEndingWith",
          "notStartingWith",
          "outside",
          "startingWith",
          "within",
          "without");

  private GremlinWords() {}

  /// Null for a word that is none.
  ///
  /// @param owner empty where none stands before it
  static @Nullable Object constant(String owner, String name) {
    return switch (owner) {
      case "Order" -> named(Order.values(), name);
      case "T" -> named(T.values(), name);
      case "Scope" -> named(Scope.values(), name);
      case "Column" -> named(Column.values(), name);
      case "Pop" -> named(Pop.values(), name);
      case "Direction" -> named(Direction.values(), name);
      case "Pick" -> named(Pick.values(), name);
      case "Operator" -> named(Operator.values(), name);
      case "" -> bare(name);
      default -> null;
    };
  }

  private static @Nullable Object bare(String name) {
    return switch (name) {
      case "asc", "desc", "shuffle" -> Order.valueOf(name);
      case "id", "label" -> T.valueOf(name);
      case "local", "global" -> Scope.valueOf(name);
      case "keys", "values" -> Column.valueOf(name);
      case "first", "last", "mixed" -> Pop.valueOf(name);
      default -> null;
    };
  }

  private static @Nullable Object named(Enum<?>[] words, String name) {
    for (Enum<?> word : words) {
      if (word.name().equals(name)) {
        return word;
      }
    }
    return null;
  }

  /// @throws IllegalArgumentException when the predicate does not take these values
  static P<?> predicate(String name, List<?> values) {
    try {
      return switch (name) {
        case "within" -> P.within(all(values));
        case "without" -> P.without(all(values));
        case "between" -> P.between(values.get(0), values.get(1));
        case "inside" -> P.inside(values.get(0), values.get(1));
        case "outside" -> P.outside(values.get(0), values.get(1));
        case "eq" -> P.eq(values.getFirst());
        case "neq" -> P.neq(values.getFirst());
        case "lt" -> P.lt(values.getFirst());
        case "lte" -> P.lte(values.getFirst());
        case "gt" -> P.gt(values.getFirst());
        case "gte" -> P.gte(values.getFirst());
        case "startingWith" -> TextP.startingWith((String) values.getFirst());
        case "endingWith" -> TextP.endingWith((String) values.getFirst());
        case "containing" -> TextP.containing((String) values.getFirst());
        case "notStartingWith" -> TextP.notStartingWith((String) values.getFirst());
        case "notEndingWith" -> TextP.notEndingWith((String) values.getFirst());
        case "notContaining" -> TextP.notContaining((String) values.getFirst());
        case "not" -> ((P<?>) values.getFirst()).negate();
        case "and" -> both(values, true);
        case "or" -> both(values, false);
        default -> throw new IllegalArgumentException("has no predicate " + name);
      };
    } catch (ClassCastException | IndexOutOfBoundsException | java.util.NoSuchElementException e) {
      throw new IllegalArgumentException("has values in " + name + "() that it does not take", e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the types of the values are the server's to judge
  private static P<?> both(List<?> values, boolean and) {
    P first = (P) values.get(0);
    P second = (P) values.get(1);
    return and ? first.and(second) : first.or(second);
  }

  /// A list among the values stands for its elements.
  private static List<Object> all(List<?> values) {
    return values.stream()
        .<Object>flatMap(value ->
            value instanceof Collection<?> list ? list.stream() : java.util.stream.Stream.of(value))
        .toList();
  }
}
