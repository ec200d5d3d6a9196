package dev.polyphony.loaders;

import dev.polyphony.schema.rows.KeyBatch;
import java.util.Arrays;
import java.util.List;

/// The distinct keys of several batches, in order of first appearance, and for each key of each
/// batch its ordinal among them.
///
/// An open-addressing table over positions: this runs for every row of every join, and a map of key
/// objects would cost an object for each.
final class DistinctKeys {
  private final KeyBatch keys;
  private final int[][] ordinals;
  private final boolean identity;

  private DistinctKeys(KeyBatch keys, int[][] ordinals, boolean identity) {
    this.keys = keys;
    this.ordinals = ordinals;
    this.identity = identity;
  }

  KeyBatch keys() {
    return keys;
  }

  int[] ordinals(int batch) {
    return ordinals[batch];
  }

  /// Whether no key occurred twice.
  boolean isIdentity() {
    return identity;
  }

  static DistinctKeys of(List<KeyBatch> batches) {
    int width = batches.getFirst().width();
    int total = 0;
    for (KeyBatch batch : batches) {
      total += batch.size();
    }
    Object[] values = new Object[total * width];
    int[] table = new int[Integer.highestOneBit(Math.max(4, total * 2)) * 2];
    Arrays.fill(table, -1);
    int[][] ordinals = new int[batches.size()][];
    int count = 0;
    for (int b = 0; b < batches.size(); b++) {
      KeyBatch batch = batches.get(b);
      ordinals[b] = new int[batch.size()];
      for (int i = 0; i < batch.size(); i++) {
        int slot = slot(table, values, batch, i);
        if (table[slot] < 0) {
          for (int c = 0; c < width; c++) {
            values[count * width + c] = batch.get(i, c);
          }
          table[slot] = count++;
        }
        ordinals[b][i] = table[slot];
      }
    }
    Object[] distinct = count == total ? values : Arrays.copyOf(values, count * width);
    return new DistinctKeys(KeyBatch.wrap(width, distinct), ordinals, count == total);
  }

  private static int slot(int[] table, Object[] values, KeyBatch batch, int key) {
    int width = batch.width();
    int hash = 0;
    for (int c = 0; c < width; c++) {
      hash = 31 * hash + batch.get(key, c).hashCode();
    }
    int mask = table.length - 1;
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (table[slot] >= 0 && !same(values, table[slot] * width, batch, key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(Object[] values, int start, KeyBatch batch, int key) {
    for (int c = 0; c < batch.width(); c++) {
      if (!values[start + c].equals(batch.get(key, c))) {
        return false;
      }
    }
    return true;
  }
}
