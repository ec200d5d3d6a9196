package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
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
  private final @Nullable NativeTemplate natively;
  private final List<FieldPath> key;
  private final boolean byKey;
  private final @Nullable ListTemplate list;
  private final List<FieldOrder> order;
  private boolean readsOrder;
  private boolean counted;
  private final List<Consumer> consumers = new ArrayList<>();

  FetchDraft(
      int id,
      Mapping mapping,
      @Nullable Relationship relationship,
      @Nullable NativeTemplate natively,
      List<FieldPath> key,
      boolean byKey,
      @Nullable ListTemplate list,
      List<FieldOrder> order) {
    this.id = id;
    this.mapping = mapping;
    this.relationship = relationship;
    this.natively = natively;
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

  /// Has the fields of the order read, for merges and cursors.
  void readOrder() {
    readsOrder = true;
  }

  /// The coordinates of the list that it answers; null when it answers none.
  @Nullable String listField() {
    return list == null ? null : list.field();
  }

  /// Has the rows of all pages counted.
  void count() {
    counted = true;
  }

  Fetch toFetch() {
    return new Fetch(
        id,
        mapping,
        relationship,
        natively,
        key,
        byKey,
        list,
        order,
        readsOrder,
        counted,
        projection.toProjection(),
        consumers);
  }
}
