package dev.polyphony.loaders;

import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What [Store#count] answers: a row of one Long for each ordinal that did not fail.
public final class Counts {
  public static final String FIELD = "$count";

  private Counts() {}

  public static Answer of(long[] counts, Map<Integer, StoreException> failures) {
    List<@Nullable Object[]> rows = new ArrayList<>(counts.length);
    int[] rowByOrdinal = new int[counts.length];
    for (int ordinal = 0; ordinal < counts.length; ordinal++) {
      boolean failed = failures.containsKey(ordinal);
      rowByOrdinal[ordinal] = failed ? -1 : rows.size();
      if (!failed) {
        rows.add(new Object[] {counts[ordinal]});
      }
    }
    return new Answer(Rows.of(List.of(FIELD), rows), Links.single(rowByOrdinal), failures);
  }
}
