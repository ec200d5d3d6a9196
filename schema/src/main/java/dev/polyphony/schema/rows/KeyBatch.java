package dev.polyphony.schema.rows;

import java.util.Arrays;
import java.util.List;

/// A batch of keys of one width, row-major: key `i` has `width` components. Components are logical
/// values and never null. The ordinal of a key is what answers refer to; duplicates may occur.
public final class KeyBatch {
  private final int width;
  private final int size;
  private final Object[] values;

  private KeyBatch(int width, Object[] values) {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(values.length + " values do not make keys of " + width);
    }
    this.width = width;
    this.size = values.length / width;
    this.values = values;
  }

  /// Takes the array as it is, row-major; the caller does not change it afterwards.
  public static KeyBatch wrap(int width, Object[] values) {
    return new KeyBatch(width, values);
  }

  /// Keys of one component each.
  public static KeyBatch of(Object... values) {
    return new KeyBatch(1, values.clone());
  }

  /// Keys of several components each, all of one width.
  public static KeyBatch ofTuples(int width, List<List<Object>> tuples) {
    return new KeyBatch(width, tuples.stream().flatMap(List::stream).toArray());
  }

  public int width() {
    return width;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Object get(int ordinal, int component) {
    return values[ordinal * width + component];
  }

  @Override
  public String toString() {
    return "KeyBatch[" + size + " × " + width + "] " + Arrays.toString(values);
  }
}
