package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field that leads to an entity by equal values: `local` fields of the own object pair with
/// `remote` fields of the target, in order.
///
/// When one local field holds a list, the join is over its elements: with a unique remote side the
/// answer is in the order of the elements, absent ones left out.
///
/// @param entity the target
/// @param mapping the target's mapping that serves it
/// @param localColumns the columns of the local side
/// @param unique whether `remote` is a unique key of the target
/// @param list for a list or connection: which rows and how; null for a single entity
/// @param order for a single entity over a remote side that is not unique: the first row in this
///   order is taken
/// @param sameStore whether the target's primary mapping lies in the parent's store
/// @param nonNull whether SDL promises that the target exists
/// @param when which of the own objects it leads on from; null where all do
public record Join(
    String entity,
    Mapping mapping,
    List<FieldPath> local,
    List<Column> localColumns,
    List<FieldPath> remote,
    boolean unique,
    @Nullable ListBinding list,
    List<FieldOrder> order,
    boolean sameStore,
    boolean nonNull,
    @Nullable Formula when) {
  public Join {
    local = List.copyOf(local);
    localColumns = List.copyOf(localColumns);
    remote = List.copyOf(remote);
    order = List.copyOf(order);
    if (local.isEmpty() || local.size() != remote.size() || local.size() != localColumns.size()) {
      throw new IllegalArgumentException("the sides of a join pair up");
    }
  }

  /// From all of the own objects.
  public Join(
      String entity,
      Mapping mapping,
      List<FieldPath> local,
      List<Column> localColumns,
      List<FieldPath> remote,
      boolean unique,
      @Nullable ListBinding list,
      List<FieldOrder> order,
      boolean sameStore,
      boolean nonNull) {
    this(
        entity,
        mapping,
        local,
        localColumns,
        remote,
        unique,
        list,
        order,
        sameStore,
        nonNull,
        null);
  }

  /// The same join from some of the own objects.
  public Join when(@Nullable Formula formula) {
    return new Join(
        entity,
        mapping,
        local,
        localColumns,
        remote,
        unique,
        list,
        order,
        sameStore,
        nonNull,
        formula);
  }

  /// The same join to a list of another order.
  public Join with(ListBinding other) {
    return new Join(
        entity,
        mapping,
        local,
        localColumns,
        remote,
        unique,
        other,
        order,
        sameStore,
        nonNull,
        when);
  }
}
