package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.Outage.Fault;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plain lists and loops over them, with the case's outage.
record NaiveStore(World world, Outage outage, Map<String, Object> claims) {
  Catalog catalog() {
    return world.catalog();
  }

  private List<NaiveRow> rows(String entity) {
    Mapping primary = catalog().entity(entity).primary().mapping();
    NaiveFormulas.Meaning where =
        primary.where() == null ? null : world.formulas().of(primary.where());
    return world.rows(entity).stream()
        .filter(row -> where == null || Boolean.TRUE.equals(where.of(row, claims)))
        .toList();
  }

  /// The edges of a vertex.
  List<NaiveRow> edges(Relationship relationship, List<Object> key) {
    Fault fault = outage.of(relationship.edge().entity());
    if (fault != null && (fault.whole() || fault.hits(key))) {
      throw new NaiveFailure(fault.code());
    }
    return world.graph().seen(relationship).stream()
        .filter(seen -> NaiveGraph.hasKey(relationship.near(), seen.near(), key))
        .map(NaiveGraph.Seen::row)
        .toList();
  }

  /// Whether all of an entity fails, not only some of its keys.
  boolean isDown(String entity) {
    Fault fault = outage.of(entity);
    return fault != null && fault.whole();
  }

  /// All rows, in no order that matters.
  List<NaiveRow> all(String entity) {
    Fault fault = outage.of(entity);
    if (fault != null && (fault.whole() || fault.hits(List.of("all rows")))) {
      throw new NaiveFailure(fault.code());
    }
    return rows(entity);
  }

  /// The rows whose fields equal the key's values.
  List<NaiveRow> matching(String entity, List<FieldPath> fields, List<Object> key) {
    Fault fault = outage.of(entity);
    if (fault != null && (fault.whole() || fault.hits(key))) {
      throw new NaiveFailure(fault.code());
    }
    List<NaiveRow> found = new ArrayList<>();
    for (NaiveRow row : rows(entity)) {
      if (IntStream.range(0, key.size()).allMatch(i -> holds(row, fields.get(i), key.get(i)))) {
        found.add(row);
      }
    }
    return found;
  }

  private static boolean holds(NaiveRow row, FieldPath field, Object value) {
    return NaiveValues.at(row.values(), field).stream()
        .anyMatch(found -> NaiveValues.equal(found, value));
  }

  /// Whether a row passes the filter that the arguments make; arguments were checked before.
  boolean passes(
      Mapping mapping,
      NaiveRow row,
      List<ArgumentFilter> filters,
      Map<String, @Nullable Object> arguments) {
    for (ArgumentFilter filter : filters) {
      Object wanted = arguments.get(filter.argument());
      if (wanted != null
          && NaiveValues.at(row.values(), filter.field()).stream()
              .noneMatch(found -> passes(mapping, filter, found, wanted))) {
        return false;
      }
    }
    return true;
  }

  private boolean passes(Mapping mapping, ArgumentFilter filter, Object found, Object wanted) {
    return switch (filter.operator()) {
      case EQ -> NaiveValues.equal(found, wanted);
      case IN -> wanted instanceof List<?> list && list.stream().anyMatch(found::equals);
      case LT -> compare(mapping, filter, found, wanted) < 0;
      case LTE -> compare(mapping, filter, found, wanted) <= 0;
      case GT -> compare(mapping, filter, found, wanted) > 0;
      case GTE -> compare(mapping, filter, found, wanted) >= 0;
    };
  }

  private int compare(Mapping mapping, ArgumentFilter filter, Object found, Object wanted) {
    return NaiveValues.compare(mapping.column(filter.field()), found, wanted);
  }
}
