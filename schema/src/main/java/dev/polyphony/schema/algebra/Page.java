package dev.polyphony.schema.algebra;

import org.jspecify.annotations.Nullable;

/// A window on an ordered list, for every parent alike: of the rows strictly after `after` and
/// strictly before `before`, the first `limit`, or the last `limit` when `backward`.
///
/// Rows always come in the order of the list, also when `backward`. `limit` is at least 1.
public record Page(
    int limit, @Nullable Position after, @Nullable Position before, boolean backward) {
  public Page {
    if (limit < 1) {
      throw new IllegalArgumentException("a page holds at least one row");
    }
  }

  public static Page first(int limit) {
    return new Page(limit, null, null, false);
  }
}
