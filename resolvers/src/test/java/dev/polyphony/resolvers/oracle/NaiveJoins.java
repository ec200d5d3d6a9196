package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding.ColumnField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.FieldBinding.ValueField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Repeat;
import dev.polyphony.schema.catalog.Repeat.Keep;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Joins and paths of the oracle's.
final class NaiveJoins {
  private final Catalog catalog;

  NaiveJoins(Catalog catalog) {
    this.catalog = catalog;
  }

  @Nullable Object join(String type, Join join, DataFetchingEnvironment environment) {
    NaiveRow row = NaiveFetchers.row(environment);
    NaiveStore store = NaiveFetchers.store(environment);
    if (join.list() == null) {
      return keyAlone(join, environment) ? promised(store, join, row) : single(store, join, row);
    }
    NaiveLists lists = new NaiveLists(store, join.list(), environment);
    return lists.joined(join, () -> keys(store, join, row), overElements(type, join));
  }

  @Nullable NaiveRow single(NaiveStore store, Join join, NaiveRow row) {
    List<List<Object>> keys = keys(store, join, row);
    if (keys.isEmpty()) {
      return null;
    }
    List<NaiveRow> found = store.matching(join.entity(), join.remote(), keys.getFirst());
    return found.stream().min(NaiveValues.comparator(join.mapping(), join.order())).orElse(null);
  }

  /// Of an entity that the same store promises to exist, the key alone is not looked up.
  private boolean keyAlone(Join join, DataFetchingEnvironment environment) {
    if (!join.nonNull()
        || !join.sameStore()
        || !join.unique()
        || join.when() != null
        || join.mapping().where() != null) {
      return false;
    }
    return NaiveSelection.names(environment).stream()
        .allMatch(name -> name.equals("__typename") || join.remote().contains(FieldPath.of(name)));
  }

  private @Nullable NaiveRow promised(NaiveStore store, Join join, NaiveRow row) {
    List<List<Object>> keys = keys(store, join, row);
    if (keys.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < join.remote().size(); i++) {
      values.put(join.remote().get(i).last(), keys.getFirst().get(i));
    }
    return new NaiveRow(join.entity(), -1, values);
  }

  /// The keys of one parent, each once: one for each element where a side holds a list.
  List<List<Object>> keys(NaiveStore store, Join join, NaiveRow row) {
    if (join.when() != null
        && !Boolean.TRUE.equals(store.world().formulas().of(join.when()).of(row, store.claims()))) {
      return List.of();
    }
    List<List<Object>> keys = List.of(List.of());
    for (int i = 0; i < join.local().size(); i++) {
      Column remote = mapping(join).column(join.remote().get(i));
      List<Object> values = NaiveValues.at(row.values(), join.local().get(i));
      if (NaiveValues.holdsBad(values)) {
        throw NaiveFailure.badData();
      }
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> key : keys) {
        for (Object value : values) {
          // What the other side cannot hold refers to nothing.
          if (NaiveValues.fits(remote, value)) {
            List<Object> one = new ArrayList<>(key);
            one.add(value);
            longer.add(one);
          }
        }
      }
      keys = longer;
    }
    return keys.stream().distinct().toList();
  }

  private Mapping mapping(Join join) {
    return catalog.entity(join.entity()).primary().mapping();
  }

  private boolean overElements(String type, Join join) {
    return join.local().stream().anyMatch(path -> overElements(type, path));
  }

  private boolean overElements(String type, FieldPath path) {
    Column column =
        switch (catalog.field(type, path.first())) {
          case ColumnField field -> field.column();
          case EmbeddedField field -> field.column();
          default -> throw new IllegalStateException(path + " is not stored");
        };
    boolean list = column.list();
    for (String segment : path.segments().subList(1, path.segments().size())) {
      column = java.util.Objects.requireNonNull(column.nested().get(segment));
      list |= column.list();
    }
    return list;
  }

  /// Follows single joins and embedded objects to a value.
  @Nullable Object path(NaiveStore store, String type, NaiveRow start, FieldPath path) {
    NaiveRow row = start;
    String owner = type;
    for (String segment : path.segments().subList(0, path.segments().size() - 1)) {
      NaiveRow next;
      switch (catalog.field(owner, segment)) {
        case EmbeddedField field -> {
          next = inner(row.get(segment));
          owner = field.type();
        }
        case JoinField field -> {
          next = single(store, field.join(), row);
          owner = field.join().entity();
        }
        default -> throw new IllegalStateException(segment + " is no single object");
      }
      if (next == null) {
        return null;
      }
      row = next;
    }
    Object value =
        catalog.field(owner, path.last()) instanceof ValueField computed
            ? store.world().formulas().of(computed.formula()).of(row, store.claims())
            : row.get(path.last());
    if (value == Bad.VALUE) {
      throw NaiveFailure.badData();
    }
    return value;
  }

  /// Entities at the end of a path.
  @Nullable Object pathJoin(String type, PathJoinField field, DataFetchingEnvironment environment) {
    NaiveStore store = NaiveFetchers.store(environment);
    Join join = field.join();
    Supplier<List<List<Object>>> keys =
        () -> {
          Set<List<Object>> all = new LinkedHashSet<>();
          NaiveRow row = NaiveFetchers.row(environment);
          if (field.repeat() == null) {
            follow(store, type, row, field.hops(), join, all);
          } else {
            repeat(store, type, row, field, field.repeat(), all);
          }
          return List.copyOf(all);
        };
    if (join.list() != null) {
      return new NaiveLists(store, join.list(), environment)
          .along(join, keys, field.repeat() != null);
    }
    List<List<Object>> key = keys.get();
    return key.isEmpty()
        ? null
        : NaiveFetchers.single(store.matching(join.entity(), join.remote(), key.getFirst()));
  }

  /// The keys of all rounds, or of the last.
  private void repeat(
      NaiveStore store,
      String type,
      NaiveRow start,
      PathJoinField field,
      Repeat repeat,
      Set<List<Object>> all) {
    Join join = field.join();
    List<NaiveRow> rows = List.of(start);
    for (int round = 0; round <= repeat.max(); round++) {
      Set<List<Object>> keys = new LinkedHashSet<>();
      rows.forEach(row -> follow(store, type, row, field.hops(), join, keys));
      List<NaiveRow> next = new ArrayList<>();
      boolean fresh = false;
      for (List<Object> key : keys) {
        List<NaiveRow> found = store.matching(join.entity(), join.remote(), key);
        if (join.list() != null && found.size() > catalog.limits().list()) {
          throw new NaiveFailure("LIST_TOO_LONG");
        }
        fresh |= !found.isEmpty() && (repeat.keep() == Keep.LAST || !all.contains(key));
        next.addAll(sorted(join.list(), found));
      }
      if (round == repeat.max()) {
        if (fresh) {
          throw new NaiveFailure("PATH_TOO_LONG");
        }
        return;
      }
      if (repeat.keep() == Keep.LAST && !keys.isEmpty()) {
        all.clear();
      }
      all.addAll(keys);
      rows = next;
    }
  }

  private static List<NaiveRow> sorted(@Nullable ListBinding list, List<NaiveRow> rows) {
    return list == null
        ? rows
        : rows.stream().sorted(NaiveValues.comparator(list.mapping(), list.order())).toList();
  }

  private void follow(
      NaiveStore store,
      String type,
      NaiveRow row,
      List<String> hops,
      Join join,
      Set<List<Object>> all) {
    if (hops.isEmpty()) {
      all.addAll(keys(store, join, row));
      return;
    }
    String next;
    List<NaiveRow> rows = new ArrayList<>();
    switch (catalog.field(type, hops.getFirst())) {
      case EmbeddedField field -> {
        next = field.type();
        switch (row.get(hops.getFirst())) {
          case List<?> list -> list.forEach(one -> rows.add(NaiveFetchers.object(one)));
          case null -> {}
          case Object one -> rows.add(java.util.Objects.requireNonNull(inner(one)));
        }
      }
      case JoinField field when field.join().list() == null -> {
        next = field.join().entity();
        NaiveRow one = single(store, field.join(), row);
        if (one != null) {
          rows.add(one);
        }
      }
      case JoinField field -> {
        next = field.join().entity();
        for (List<Object> key : keys(store, field.join(), row)) {
          List<NaiveRow> found = store.matching(next, field.join().remote(), key);
          rows.addAll(sorted(field.join().list(), found));
        }
      }
      case RelationshipField field -> {
        next = field.list().entity();
        List<Object> key = NaiveFetchers.key(field.relationship().near(), row);
        if (key.size() == field.relationship().near().key().size()) {
          rows.addAll(sorted(field.list(), store.edges(field.relationship(), key)));
        }
      }
      default -> throw new IllegalStateException(hops + " of " + type);
    }
    if (rows.size() > catalog.limits().list()) {
      throw new NaiveFailure("LIST_TOO_LONG");
    }
    for (NaiveRow one : rows) {
      follow(store, next, one, hops.subList(1, hops.size()), join, all);
    }
  }

  private static @Nullable NaiveRow inner(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Bad _ -> throw NaiveFailure.badData();
      case Object object -> NaiveFetchers.object(object);
    };
  }
}
