package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys or parents of a request as arrays to bind, equal ones once. The server numbers them, so
/// that nothing here depends on what it takes for equal.
final class PostgresKeys {
  private static final int NONE = -1;

  private final int[] sentOf;
  private final List<Object[]> arrays;
  private final int size;
  private final Map<Integer, StoreException> failures;

  private PostgresKeys(
      int[] sentOf, List<Object[]> arrays, int size, Map<Integer, StoreException> failures) {
    this.sentOf = sentOf;
    this.arrays = arrays;
    this.size = size;
    this.failures = failures;
  }

  static PostgresKeys of(Mapping mapping, List<FieldPath> fields, KeyBatch keys) {
    return of(fields.stream().map(mapping::column).toList(), keys);
  }

  /// @param columns one for each component
  static PostgresKeys of(List<Column> columns, KeyBatch keys) {
    int width = columns.size();
    int[] sentOf = new int[keys.size()];
    Map<Integer, StoreException> failures = new TreeMap<>();
    Map<Object, Integer> known = HashMap.newHashMap(keys.size());
    List<List<Object>> components = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      components.add(new ArrayList<>(keys.size()));
    }
    for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
      Object identity = width == 1 ? keys.get(ordinal, 0) : tuple(keys, ordinal);
      Integer before = known.get(identity);
      if (before != null) {
        sentOf[ordinal] = before;
        continue;
      }
      Object[] stored = stored(columns, keys, ordinal, failures);
      sentOf[ordinal] = stored == null ? NONE : components.getFirst().size();
      for (int i = 0; stored != null && i < width; i++) {
        components.get(i).add(stored[i]);
      }
      if (!failures.containsKey(ordinal)) {
        known.put(identity, sentOf[ordinal]);
      }
    }
    List<Object[]> arrays = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      arrays.add(PostgresValues.array(columns.get(i), components.get(i)));
    }
    return new PostgresKeys(sentOf, arrays, components.getFirst().size(), failures);
  }

  private static List<Object> tuple(KeyBatch keys, int ordinal) {
    Object[] tuple = new Object[keys.width()];
    for (int i = 0; i < tuple.length; i++) {
      tuple[i] = keys.get(ordinal, i);
    }
    return List.of(tuple);
  }

  /// Null when no row can have this key, or when the key is refused.
  private static Object @Nullable [] stored(
      List<Column> columns, KeyBatch keys, int ordinal, Map<Integer, StoreException> failures) {
    Object[] stored = new Object[columns.size()];
    for (int i = 0; i < stored.length; i++) {
      Object component = StoredValues.toStored(columns.get(i), keys.get(ordinal, i));
      if (component == null) {
        return null;
      }
      String refusal = PostgresValues.refusal(component);
      if (refusal != null) {
        failures.put(
            ordinal,
            new StoreException(
                FailureReason.REJECTED,
                "PostgreSQL takes no value for " + columns.get(i).field() + " that is " + refusal));
        return null;
      }
      stored[i] = component;
    }
    return stored;
  }

  /// How many keys are sent.
  int size() {
    return size;
  }

  /// One array per component.
  List<Object[]> arrays() {
    return arrays;
  }

  Map<Integer, StoreException> failures() {
    return failures;
  }

  /// The rows of each ordinal, from rows that come with the number of their key, counted from 1.
  Links links(int[] numbers, int rows, boolean backward) {
    int[] ends = new int[size + 1];
    for (int row = 0; row < rows; row++) {
      ends[numbers[row]]++;
    }
    for (int i = 1; i <= size; i++) {
      ends[i] += ends[i - 1];
    }
    int[] next = ends.clone();
    int[] grouped = new int[rows];
    for (int row = 0; row < rows; row++) {
      int key = numbers[row] - 1;
      // A page from the end was read backwards.
      grouped[backward ? --next[key + 1] : next[key]++] = row;
    }
    return spread(ends, grouped);
  }

  private Links spread(int[] ends, int[] grouped) {
    int[] offsets = new int[sentOf.length + 1];
    for (int i = 0; i < sentOf.length; i++) {
      int key = sentOf[i];
      offsets[i + 1] = offsets[i] + (key == NONE ? 0 : ends[key + 1] - ends[key]);
    }
    int[] rows = new int[offsets[sentOf.length]];
    for (int i = 0; i < sentOf.length; i++) {
      if (sentOf[i] != NONE) {
        System.arraycopy(grouped, ends[sentOf[i]], rows, offsets[i], offsets[i + 1] - offsets[i]);
      }
    }
    return Links.of(offsets, rows);
  }
}
