package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fetch that is still gathering consumers and columns.
final class FetchDraft {
  final int id;
  final Mapping mapping;
  final ProjectionDraft projection = new ProjectionDraft();
  private final @Nullable Relationship relationship;
  private final List<FieldPath> key;
  private final boolean byKey;
  private final @Nullable ListTemplate list;
  private final List<FieldOrder> order;
  private final List<Consumer> consumers = new ArrayList<>();

  FetchDraft(
      int id,
      Mapping mapping,
      @Nullable Relationship relationship,
      List<FieldPath> key,
      boolean byKey,
      @Nullable ListTemplate list,
      List<FieldOrder> order) {
    this.id = id;
    this.mapping = mapping;
    this.relationship = relationship;
    this.key = key;
    this.byKey = byKey;
    this.list = list;
    this.order = order;
  }

  /// Adds a consumer and returns its index.
  int add(Consumer consumer) {
    consumers.add(consumer);
    return consumers.size() - 1;
  }

  /// Reads the fields of the order, for merges and cursors; the ways to their cells.
  List<int[]> readOrder() {
    return order.stream().map(field -> projection.way(field.field())).toList();
  }

  List<Column> orderColumns() {
    return order.stream().map(field -> mapping.column(field.field())).toList();
  }

  Fetch toFetch() {
    return new Fetch(
        id, mapping, relationship, key, byKey, list, order, projection.toProjection(), consumers);
  }
}
