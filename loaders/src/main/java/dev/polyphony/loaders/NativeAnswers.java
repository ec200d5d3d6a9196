package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the rows of a native statement to the parents whose values they hold, for every kind.
public final class NativeAnswers {
  private NativeAnswers() {}

  /// How many rows one execution may give before it fails: a page for each parent, and not less
  /// than a thousand.
  public static int most(Query query, Source.Native source) {
    KeyBatch parents = source.parents();
    int limit = query.page().limit();
    if (parents == null || source.statement().grouping() != Grouping.BY_VALUE) {
      return limit;
    }
    return (int) Math.min(1_000_000, Math.max(1000, (long) limit * parents.size()));
  }

  /// What a store reads of each row: the fields that tell its parent, then those asked for.
  public static Projection read(Query query, Source.Native source) {
    List<Projection.Item> items = new ArrayList<>();
    for (FieldPath remote : source.statement().remote()) {
      items.add(new Projection.Item(remote.first(), null));
    }
    items.addAll(query.projection().items());
    return new Projection(items);
  }

  /// Whatever a native statement is not asked for.
  public static void check(Query query) {
    boolean plain =
        query.filter().equals(Condition.TRUE)
            && query.order().isEmpty()
            && !query.page().backward()
            && query.page().after() == null
            && query.page().before() == null;
    if (!plain) {
      throw new StoreException(
          FailureReason.UNSUPPORTED, "a native statement is not filtered, ordered or paged");
    }
  }

  /// The answer of one execution, for the root or for all parents.
  ///
  /// @param rows as [#read] says, in the statement's order; no more than [#most]
  /// @param failures parents that were not asked for
  public static Answer of(
      Query query,
      Source.Native source,
      List<@Nullable Object[]> rows,
      Map<Integer, StoreException> failures) {
    List<String> header = query.projection().names();
    KeyBatch parents = source.parents();
    int limit = query.page().limit();
    if (parents == null) {
      List<@Nullable Object[]> first = rows.size() > limit ? rows.subList(0, limit) : rows;
      return new Answer(Rows.of(header, first), Links.all(first.size()), failures);
    }
    int width = parents.width();
    Map<Object, List<Integer>> byKey = new HashMap<>();
    List<@Nullable Object[]> cells = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      Object key = key(row, width);
      if (key != null) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(cells.size());
        cells.add(Arrays.copyOfRange(row, width, row.length));
      }
    }
    return new Answer(Rows.of(header, cells), links(parents, byKey, limit, failures), failures);
  }

  /// Null where a row belongs to no parent.
  private static @Nullable Object key(@Nullable Object[] row, int width) {
    Object[] key = new Object[width];
    for (int i = 0; i < width; i++) {
      Object cell = row[i];
      if (cell instanceof BadValue bad) {
        throw new StoreException(
            FailureReason.BAD_DATA, "a row does not say whose it is: " + bad.reason());
      }
      if (cell == null) {
        return null;
      }
      key[i] = normal(cell);
    }
    return List.of(key);
  }

  private static Links links(
      KeyBatch parents,
      Map<Object, List<Integer>> byKey,
      int limit,
      Map<Integer, StoreException> failures) {
    int[] offsets = new int[parents.size() + 1];
    List<Integer> linked = new ArrayList<>();
    for (int ordinal = 0; ordinal < parents.size(); ordinal++) {
      if (!failures.containsKey(ordinal)) {
        Object[] key = new Object[parents.width()];
        for (int i = 0; i < key.length; i++) {
          key[i] = normal(parents.get(ordinal, i));
        }
        List<Integer> own = byKey.getOrDefault(List.of(key), List.of());
        linked.addAll(own.size() > limit ? own.subList(0, limit) : own);
      }
      offsets[ordinal + 1] = linked.size();
    }
    return Links.of(offsets, linked.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Equal for equal values.
  private static Object normal(Object value) {
    return switch (value) {
      case BigDecimal number -> number.stripTrailingZeros();
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      case Double number -> number + 0.0;
      default -> value;
    };
  }

  public static StoreException tooMany(Source.Native source, int most) {
    return new StoreException(
        FailureReason.REJECTED,
        "the statement of %s gave more than %d rows".formatted(source.mapping().from(), most));
  }
}
