package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.janusgraph.GraphFields.Holder;
import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.TextP;
import org.jspecify.annotations.Nullable;

/// Conditions as steps that elements pass or do not.
record GraphFilter(GraphFields fields) {
  /// No steps where every element passes.
  Gremlin steps(Condition condition) {
    return switch (condition) {
      case Condition.Compare(FieldPath field, Operator operator, Object value) ->
          compare(comparable(field), operator, value);
      case Condition.In(List<FieldPath> paths, KeyBatch keys) -> in(paths, keys);
      case Condition.Text(FieldPath field, Match match, String text) ->
          search(fields.place(field), field, match, text);
      case Condition.IsNull(FieldPath field) -> isNull(fields.place(field));
      case Condition.Test _ -> throw JanusGraphErrors.unsupported("compute");
      case Condition.And(List<Condition> parts) -> Gremlin.each(parts, this::steps);
      case Condition.Or(List<Condition> parts) -> or(parts);
      case Condition.Not(Condition part) -> not(steps(part));
    };
  }

  private Gremlin or(List<Condition> parts) {
    List<Gremlin> alternatives = parts.stream().map(this::steps).toList();
    if (alternatives.stream().anyMatch(Gremlin::isEmpty)) {
      return Gremlin.start();
    }
    return alternatives.isEmpty()
        ? Gremlin.never()
        : Gremlin.of("or", (Object[]) alternatives.toArray(Gremlin[]::new));
  }

  static Gremlin not(Gremlin steps) {
    return steps.isEmpty() ? Gremlin.never() : Gremlin.of("not", steps);
  }

  Gremlin isNull(Place place) {
    return fields.isPresent(place) ? Gremlin.never() : not(fields.values(place));
  }

  private Place comparable(FieldPath field) {
    Place place = fields.place(field);
    if (place.column().type() == ValueType.JSON) {
      throw JanusGraphErrors.unsupported("compare JSON, such as " + field);
    }
    return place;
  }

  /// Never by `has`: JanusGraph has a predicate of its own for prefixes, which trims them and
  /// refuses empty ones.
  private Gremlin search(Place place, FieldPath field, Match match, String text) {
    Object sought = JanusGraphValues.stored(place.column(), text);
    if (!place.column().isText() || !(sought instanceof String part)) {
      throw JanusGraphErrors.unsupported("search in " + field + ", which holds no text as it is");
    }
    P<?> predicate =
        switch (match) {
          case STARTS_WITH -> TextP.startingWith(part);
          case CONTAINS -> TextP.containing(part);
        };
    return Gremlin.of("filter", fields.values(place).step("is", predicate));
  }

  private Gremlin compare(Place place, Operator operator, Object value) {
    Object stored = JanusGraphValues.stored(place.column(), value);
    return switch (operator) {
      case EQ -> stored == null ? Gremlin.never() : passes(place, P.eq(stored));
      case NE -> stored == null ? Gremlin.start() : not(passes(place, P.eq(stored)));
      case LT, LTE, GT, GTE -> {
        requireOrdered(place);
        yield stored == null ? Gremlin.never() : range(place, operator, stored);
      }
    };
  }

  static void requireOrdered(Place place) {
    Column column = place.column();
    if (column.list() || !JanusGraphValues.isOrdered(column)) {
      throw JanusGraphErrors.unsupported("order by " + column.field());
    }
  }

  /// @param operator neither EQ nor NE
  Gremlin range(Place place, Operator operator, Object stored) {
    if (JanusGraphValues.isOrderedAsText(place.column()) && stored instanceof UUID) {
      return Gremlin.of(
          "filter",
          ordered(place).step("is", predicate(operator, JanusGraphValues.ordered(stored))));
    }
    return passes(place, predicate(operator, stored));
  }

  private static P<?> predicate(Operator operator, Object value) {
    return switch (operator) {
      case EQ -> P.eq(value);
      case NE -> P.neq(value);
      case LT -> P.lt(value);
      case LTE -> P.lte(value);
      case GT -> P.gt(value);
      case GTE -> P.gte(value);
    };
  }

  /// The values by which elements are sorted.
  Gremlin ordered(Place place) {
    Gremlin values = fields.values(place);
    return JanusGraphValues.isOrderedAsText(place.column()) ? values.step("asString") : values;
  }

  /// One of the values passes.
  Gremlin passes(Place place, P<?> predicate) {
    if (place.properties().size() == 1) {
      Gremlin has = Gremlin.of("has", place.properties().getFirst(), predicate);
      return place.holder() == Holder.OWN
          ? has
          : Gremlin.of("filter", fields.way(place.holder()).then(has));
    }
    return Gremlin.of("filter", fields.values(place).step("is", predicate));
  }

  private Gremlin in(List<FieldPath> paths, KeyBatch keys) {
    List<Place> places = paths.stream().map(this::comparable).toList();
    List<List<Object>> stored = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<Object> key = stored(places, keys, i);
      if (key != null) {
        stored.add(key);
      }
    }
    return oneOf(places, stored);
  }

  /// Null when the columns cannot hold the key.
  static @Nullable List<Object> stored(List<Place> places, KeyBatch keys, int ordinal) {
    List<Object> key = new ArrayList<>(places.size());
    for (int i = 0; i < places.size(); i++) {
      Object value = JanusGraphValues.stored(places.get(i).column(), keys.get(ordinal, i));
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key;
  }

  /// The values at some places are, together, one of some keys.
  Gremlin oneOf(List<Place> places, List<List<Object>> keys) {
    if (keys.isEmpty()) {
      return Gremlin.never();
    }
    if (places.size() == 1) {
      Place place = places.getFirst();
      P<?> within = P.within(keys.stream().map(List::getFirst).toList());
      // Of an edge's `has` with several values JanusGraph forgets bounds that stand beside it.
      return fields.relationship() != null && place.holder() == Holder.OWN
          ? Gremlin.of("filter", fields.values(place).step("is", within))
          : passes(place, within);
    }
    List<Gremlin> alternatives = new ArrayList<>(keys.size());
    for (List<Object> key : keys) {
      Gremlin[] parts = new Gremlin[places.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = passes(places.get(i), P.eq(key.get(i)));
      }
      alternatives.add(Gremlin.of("and", (Object[]) parts));
    }
    return Gremlin.anyOf(alternatives);
  }
}
