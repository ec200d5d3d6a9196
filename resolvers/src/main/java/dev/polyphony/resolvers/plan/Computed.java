package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A formula, and the ways through rows to the cells that it reads.
public record Computed(Formula formula, Map<FieldPath, int[]> ways) {
  public Computed {
    ways = Map.copyOf(ways);
  }

  /// Has the fields read that it needs.
  static Computed of(Formula formula, ProjectionDraft projection) {
    Map<FieldPath, int[]> ways = new LinkedHashMap<>();
    formula.fields().forEach(field -> ways.put(field, projection.way(field)));
    return new Computed(formula, ways);
  }

  /// @param claims of the caller
  public @Nullable Object of(@Nullable Object[] row, Map<String, ?> claims) {
    return formula.of(field -> values(row, ways.getOrDefault(field, new int[0])), claims);
  }

  public boolean holds(@Nullable Object[] row, Map<String, ?> claims) {
    return Boolean.TRUE.equals(of(row, claims));
  }

  private static List<Object> values(@Nullable Object[] row, int[] way) {
    List<@Nullable Object> found = new ArrayList<>(1);
    Rows.follow(row, way, found);
    return found.stream().filter(Objects::nonNull).toList();
  }
}
