package dev.polyphony.schema.rows;

import java.util.Arrays;

/// Which rows belong to which ordinal (of a key, a parent): those of ordinal `i` are
/// `rows[offsets[i]] … rows[offsets[i + 1] - 1]`, in order. Ordinals may share rows.
public final class Links {
  private final int[] offsets;
  private final int[] rows;

  private Links(int[] offsets, int[] rows) {
    this.offsets = offsets;
    this.rows = rows;
  }

  /// Takes the arrays as they are; `offsets` has one entry more than there are ordinals.
  public static Links of(int[] offsets, int[] rows) {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != rows.length) {
      throw new IllegalArgumentException("offsets do not span the rows");
    }
    return new Links(offsets, rows);
  }

  /// One ordinal that has all rows, in order.
  public static Links all(int size) {
    return of(new int[] {0, size}, identity(size));
  }

  /// As many ordinals as rows, each with its own.
  public static Links oneToOne(int size) {
    return of(identity(size + 1), identity(size));
  }

  /// At most one row each; -1 means none.
  public static Links single(int[] rowByOrdinal) {
    int[] offsets = new int[rowByOrdinal.length + 1];
    int[] rows = new int[rowByOrdinal.length];
    int count = 0;
    for (int i = 0; i < rowByOrdinal.length; i++) {
      if (rowByOrdinal[i] >= 0) {
        rows[count++] = rowByOrdinal[i];
      }
      offsets[i + 1] = count;
    }
    return of(offsets, Arrays.copyOf(rows, count));
  }

  private static int[] identity(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /// The number of ordinals.
  public int size() {
    return offsets.length - 1;
  }

  public int count(int ordinal) {
    return offsets[ordinal + 1] - offsets[ordinal];
  }

  public int row(int ordinal, int index) {
    return rows[offsets[ordinal] + index];
  }

  /// The rows of an ordinal.
  public int[] of(int ordinal) {
    return Arrays.copyOfRange(rows, offsets[ordinal], offsets[ordinal + 1]);
  }

  /// The only row of an ordinal, or -1.
  public int single(int ordinal) {
    return count(ordinal) == 0 ? -1 : rows[offsets[ordinal]];
  }
}
