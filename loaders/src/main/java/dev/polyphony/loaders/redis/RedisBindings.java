package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What fields are bound to: by equality to a value of each ordinal or to one for all, and to
/// bounds.
final class RedisBindings {
  private final int size;
  private final List<FieldPath> remote;
  private final KeyBatch batch;
  private final Map<FieldPath, Object> constants = new HashMap<>();
  private final List<Condition.Compare> bounds = new ArrayList<>();

  private RedisBindings(int size, List<FieldPath> remote, KeyBatch batch) {
    this.size = size;
    this.remote = remote;
    this.batch = batch;
  }

  static RedisBindings of(List<FieldPath> fields, KeyBatch keys) {
    return new RedisBindings(keys.size(), fields, keys);
  }

  static RedisBindings of(Query query) {
    RedisBindings bindings =
        switch (query.source()) {
          case Source.All _ -> new RedisBindings(1, List.of(), KeyBatch.of());
          case Source.Related related -> of(related.remote(), related.parents());
          case Source.Edges _ -> throw RedisErrors.unsupported("follow edges");
          case Source.Native _ -> throw RedisErrors.unsupported("run commands");
        };
    bindings.add(query.filter());
    return bindings;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And(List<Condition> parts) -> parts.forEach(this::add);
      case Condition.Compare compare when compare.operator() == Operator.EQ -> bind(compare);
      case Condition.Compare compare when compare.operator() != Operator.NE -> bounds.add(compare);
      default -> throw RedisErrors.unsupported("filter like this");
    }
  }

  private void bind(Condition.Compare compare) {
    if (remote.contains(compare.field())
        || constants.putIfAbsent(compare.field(), compare.value()) != null) {
      throw RedisErrors.unsupported("compare a field twice");
    }
  }

  /// The number of ordinals.
  int size() {
    return size;
  }

  /// The fields that are bound by equality.
  Set<FieldPath> equal() {
    Set<FieldPath> equal = new HashSet<>(constants.keySet());
    equal.addAll(remote);
    return equal;
  }

  List<Condition.Compare> bounds() {
    return bounds;
  }

  Object value(FieldPath field, int ordinal) {
    int component = remote.indexOf(field);
    Object value = component < 0 ? constants.get(field) : batch.get(ordinal, component);
    if (value == null) {
      throw new IllegalArgumentException(field + " is not bound");
    }
    return value;
  }
}
