package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.cassandra.CassandraFilter.Alternatives;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which partitions, or which parts of them, answer which ordinal: each combination of the values
/// that a parent and the filter give is read once, whoever asks for it.
final class CassandraReads {
  private final CassandraTable table;
  private final List<FieldPath> fields;
  private final int most;
  private final List<@Nullable Object[]> given = new ArrayList<>();
  private final List<List<Object>> distinct = new ArrayList<>();
  private final Map<List<Object>, Integer> known = new HashMap<>();
  private final List<List<Integer>> ordinals = new ArrayList<>();
  private final Map<Integer, StoreException> failures = new TreeMap<>();

  /// @param fields those that are bound, in the table's order: the whole partition and the first
  ///   clustering fields
  /// @param most reads of one request
  CassandraReads(CassandraTable table, List<FieldPath> fields, CassandraFilter filter, int most) {
    this.table = table;
    this.fields = fields;
    this.most = most;
    if (!filter.isNothing()) {
      given.add(new @Nullable Object[fields.size()]);
      filter.alternatives().forEach(this::multiply);
    }
  }

  private void multiply(Alternatives alternatives) {
    List<@Nullable Object[]> product = new ArrayList<>();
    for (@Nullable Object[] before : given) {
      for (List<Object> tuple : alternatives.tuples()) {
        @Nullable Object[] merged = merged(before, alternatives.fields(), tuple);
        if (merged != null) {
          requireFew(product.size());
          product.add(merged);
        }
      }
    }
    given.clear();
    given.addAll(product);
  }

  /// Null where a field has another value already.
  private @Nullable Object @Nullable [] merged(
      @Nullable Object[] before, List<FieldPath> named, List<Object> values) {
    @Nullable Object[] merged = before.clone();
    for (int i = 0; i < values.size(); i++) {
      int place = fields.indexOf(named.get(i));
      Object other = merged[place];
      if (other != null && CassandraOrder.compare(other, values.get(i)) != 0) {
        return null;
      }
      merged[place] = values.get(i);
    }
    return merged;
  }

  /// The one ordinal of a list.
  void addAll() {
    add(List.of(), List.of());
  }

  /// An ordinal for each parent, or each key.
  void addEach(List<FieldPath> named, KeyBatch batch) {
    for (int ordinal = 0; ordinal < batch.size(); ordinal++) {
      try {
        List<Object> values = new ArrayList<>(batch.width());
        for (int i = 0; i < batch.width(); i++) {
          Object plain =
              CassandraValues.plain(table.mapping().column(named.get(i)), batch.get(ordinal, i));
          if (plain != null) {
            values.add(plain);
          }
        }
        if (values.size() == batch.width()) {
          add(named, values);
        } else {
          ordinals.add(List.of());
        }
      } catch (StoreException refused) {
        failures.put(ordinal, refused);
        ordinals.add(List.of());
      }
    }
  }

  private void add(List<FieldPath> named, List<Object> values) {
    List<Integer> reads = new ArrayList<>();
    Set<List<Object>> own = new HashSet<>();
    for (@Nullable Object[] before : given) {
      @Nullable Object[] merged = merged(before, named, values);
      if (merged != null && isPossible(merged) && own.add(identity(merged))) {
        reads.add(read(merged));
      }
    }
    ordinals.add(reads);
  }

  private int read(@Nullable Object[] merged) {
    List<Object> values = new ArrayList<>();
    for (Object value : merged) {
      if (value != null) {
        values.add(value);
      }
    }
    return known.computeIfAbsent(
        values,
        _ -> {
          requireFew(distinct.size());
          distinct.add(values);
          return distinct.size() - 1;
        });
  }

  /// No row has a time finer than the server's, and no partition an only key that is empty.
  private boolean isPossible(@Nullable Object[] values) {
    for (Object value : values) {
      if (value != null && CassandraValues.isTooFine(value)) {
        return false;
      }
    }
    return table.partition().size() > 1 || !CassandraValues.isEmpty(values[0]);
  }

  /// Clustering values are equal whatever their scale; those of a partition are not.
  private List<Object> identity(@Nullable Object[] values) {
    List<Object> identity = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        boolean scaled = i >= table.partition().size() && value instanceof BigDecimal;
        identity.add(scaled ? ((BigDecimal) value).stripTrailingZeros() : value);
      }
    }
    return identity;
  }

  private void requireFew(int count) {
    if (count >= most) {
      throw CassandraErrors.rejected(
          "more than " + most + " partitions for one request (partitions)");
    }
  }

  List<FieldPath> fields() {
    return fields;
  }

  /// The plain values of each read, in the order of the fields.
  List<List<Object>> distinct() {
    return distinct;
  }

  /// For each ordinal its reads.
  List<List<Integer>> ordinals() {
    return ordinals;
  }

  /// The ordinals that are not sent.
  Map<Integer, StoreException> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return "CassandraReads" + Arrays.asList(fields) + " × " + distinct.size();
  }
}
