package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Conditions as query documents. MongoDB's operators are two-valued as ours are: comparisons hold
/// only between values of one type, and null is of a type of its own.
final class MongoFilters {
  /// In bytes; servers refuse a longer one, and the `^` is one.
  private static final int LONGEST_PATTERN = 32_763;

  private final Mapping mapping;

  MongoFilters(Mapping mapping) {
    this.mapping = mapping;
  }

  /// @throws StoreException for a value that BSON cannot hold, or a comparison that it cannot make
  Clause clause(Condition condition) {
    return switch (condition) {
      case Condition.Compare(FieldPath field, Operator operator, Object value) ->
          compare(MongoField.of(mapping, field), operator, value);
      case Condition.In(List<FieldPath> fields, KeyBatch keys) -> in(fields, keys);
      case Condition.Text(FieldPath field, Match match, String text) ->
          search(MongoField.of(mapping, field), match, text);
      case Condition.IsNull(FieldPath field) -> isNull(MongoField.of(mapping, field));
      case Condition.Test _ ->
          throw new StoreException(FailureReason.UNSUPPORTED, "MongoDB does not compute");
      case Condition.And(List<Condition> parts) -> Clause.and(clauses(parts));
      case Condition.Or(List<Condition> parts) -> Clause.or(clauses(parts));
      case Condition.Not(Condition part) -> Clause.not(clause(part));
    };
  }

  private List<Clause> clauses(List<Condition> parts) {
    List<Clause> clauses = new ArrayList<>(parts.size());
    for (Condition part : parts) {
      clauses.add(clause(part));
    }
    return clauses;
  }

  /// The fields that cannot be null where the condition holds.
  static Set<FieldPath> present(Condition condition) {
    Set<FieldPath> fields = new HashSet<>();
    switch (condition) {
      case Condition.Compare compare when compare.operator() != Operator.NE ->
          fields.add(compare.field());
      case Condition.In in -> fields.addAll(in.fields());
      case Condition.Text text -> fields.add(text.field());
      case Condition.And and -> and.parts().forEach(part -> fields.addAll(present(part)));
      case Condition.Compare _,
          Condition.IsNull _,
          Condition.Test _,
          Condition.Or _,
          Condition.Not _ -> {}
    }
    return fields;
  }

  Clause compare(MongoField field, Operator operator, Object value) {
    if (operator == Operator.NE) {
      return notEqual(field, value);
    }
    requireComparable(field, operator);
    Bound bound = MongoValues.bind(field.column(), value);
    if (bound == null || (operator == Operator.EQ && !bound.exact())) {
      return Clause.NOTHING;
    }
    String name = name(operator, bound.exact());
    return wherePresent(field, path -> Clause.compare(path, name, bound.bson()));
  }

  private static Clause search(MongoField field, Match match, String text) {
    if (!field.column().isText()) {
      throw new StoreException(
          FailureReason.UNSUPPORTED,
          "MongoDB does not search in " + field.field() + ": it does not hold text as it is");
    }
    MongoValues.wellFormed(text);
    if (Clause.literal(text).getBytes(StandardCharsets.UTF_8).length > LONGEST_PATTERN) {
      throw new StoreException(
          FailureReason.REJECTED, "a text longer than MongoDB searches for in " + field.field());
    }
    return wherePresent(
        field,
        path ->
            switch (match) {
              case STARTS_WITH -> Clause.startsWith(path, text, field.column().list());
              case CONTAINS -> Clause.contains(path, text, field.column().list());
            });
  }

  private Clause notEqual(MongoField field, Object value) {
    Clause equal = compare(field, Operator.EQ, value);
    Bound bound = MongoValues.bind(field.column(), value);
    return equal == Clause.NOTHING || bound == null || field.paths().size() > 1
        ? Clause.not(equal)
        : Clause.compare(field.path(), "$ne", bound.bson());
  }

  /// An inexact value lies just above the one that is sent.
  private static String name(Operator operator, boolean exact) {
    return switch (operator) {
      case EQ -> "$eq";
      case NE -> "$ne";
      case LT -> exact ? "$lt" : "$lte";
      case LTE -> "$lte";
      case GT -> "$gt";
      case GTE -> exact ? "$gte" : "$gt";
    };
  }

  private static void requireComparable(MongoField field, Operator operator) {
    boolean ranged =
        switch (field.column().type()) {
          // Numbers that are kept as text have no order there.
          case INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL -> field.column().stored() != ValueType.TEXT;
          default -> true;
        };
    // Documents are equal only where their fields are in the same order.
    boolean json = field.column().type() == ValueType.JSON;
    if (json || (operator != Operator.EQ && !ranged)) {
      throw new StoreException(
          FailureReason.UNSUPPORTED, "MongoDB cannot compare " + field.field() + " like that");
    }
  }

  private Clause isNull(MongoField field) {
    return wherePresent(
        field,
        path ->
            field.column().list()
                ? Clause.and(Clause.isNull(path), Clause.isNoArray(path))
                : Clause.isNull(path));
  }

  /// The clause at the first path that is present.
  private static Clause wherePresent(MongoField field, Function<String, Clause> clause) {
    List<Clause> alternatives = new ArrayList<>();
    List<Clause> before = new ArrayList<>();
    for (String path : field.paths()) {
      List<Clause> parts = new ArrayList<>(before);
      if (!path.equals(field.paths().getLast())) {
        parts.add(Clause.exists(path, true));
      }
      parts.add(clause.apply(path));
      alternatives.add(Clause.and(parts));
      before.add(Clause.exists(path, false));
    }
    return Clause.or(alternatives);
  }

  private Clause in(List<FieldPath> fields, KeyBatch keys) {
    List<MongoField> places = fields.stream().map(f -> MongoField.of(mapping, f)).toList();
    List<Bound[]> bound = new ArrayList<>(keys.size());
    for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
      Bound[] key = bind(places, keys, ordinal);
      if (key != null) {
        bound.add(key);
      }
    }
    return anyOf(places, bound);
  }

  /// The values of a key, or null when no document can have it.
  static Bound @Nullable [] bind(List<MongoField> places, KeyBatch keys, int ordinal) {
    Bound[] key = new Bound[places.size()];
    for (int i = 0; i < key.length; i++) {
      requireComparable(places.get(i), Operator.EQ);
      Bound bound = MongoValues.bind(places.get(i).column(), keys.get(ordinal, i));
      if (bound == null || !bound.exact()) {
        return null;
      }
      key[i] = bound;
    }
    return key;
  }

  /// Documents that have one of the keys.
  static Clause anyOf(List<MongoField> places, List<Bound[]> keys) {
    if (places.size() == 1) {
      List<BsonValue> values = keys.stream().map(key -> key[0].bson()).toList();
      return values.isEmpty()
          ? Clause.NOTHING
          : wherePresent(places.getFirst(), path -> Clause.in(path, values));
    }
    return Clause.anyAlike(keys.stream().map(key -> equal(places, key)).toList());
  }

  static Clause equal(List<MongoField> places, Bound[] key) {
    List<Clause> parts = new ArrayList<>(key.length);
    for (int i = 0; i < key.length; i++) {
      BsonValue value = key[i].bson();
      parts.add(wherePresent(places.get(i), path -> Clause.compare(path, "$eq", value)));
    }
    return Clause.and(parts);
  }
}
