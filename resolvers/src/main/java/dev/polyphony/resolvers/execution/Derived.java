package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.plan.Origin;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Row sets that come from the parent's rows without a fetch.
final class Derived {
  static final FieldError BAD_VALUE =
      FieldError.of(ErrorCode.BAD_DATA, "The stored value does not fit the schema");

  private Derived() {}

  static RowSet embedded(RowSet parents, Origin.Embedded origin) {
    List<@Nullable Object[]> rows = new ArrayList<>(parents.size());
    int[] offsets = new int[parents.size() + 1];
    Map<Integer, FieldError> failures = new HashMap<>();
    BitSet absent = new BitSet();
    for (int i = 0; i < parents.size(); i++) {
      switch (cell(parents.row(i), origin)) {
        case Rows nested -> {
          for (int j = 0; j < nested.size(); j++) {
            rows.add(nested.row(j));
          }
        }
        case BadValue _ -> failures.put(i, BAD_VALUE);
        case null, default -> absent.set(i);
      }
      offsets[i + 1] = rows.size();
    }
    int[] links = new int[rows.size()];
    Arrays.setAll(links, i -> i);
    return new RowSet(
        rows, Links.of(offsets, links), failures, Map.of(), absent, null, new BitSet());
  }

  /// Objects of other types have nothing there.
  private static @Nullable Object cell(@Nullable Object[] row, Origin.Embedded origin) {
    return Selection.isOf(origin.type(), row) ? row[origin.column()] : null;
  }

  static RowSet keyOnly(RowSet parents, Origin.KeyOnly origin) {
    List<Integer> columns = origin.columns();
    List<@Nullable Object[]> rows = new ArrayList<>(parents.size());
    int[] links = new int[parents.size()];
    Map<Integer, FieldError> failures = new HashMap<>();
    for (int i = 0; i < parents.size(); i++) {
      @Nullable Object[] key = new @Nullable Object[columns.size()];
      boolean complete = Selection.isOf(origin.type(), parents.row(i));
      for (int c = 0; c < key.length && complete; c++) {
        key[c] = parents.row(i)[columns.get(c)];
        complete &= key[c] != null && !(key[c] instanceof BadValue);
        if (key[c] instanceof BadValue) {
          failures.put(i, BAD_VALUE);
        }
      }
      links[i] = complete ? rows.size() : -1;
      if (complete) {
        rows.add(key);
      }
    }
    return new RowSet(rows, Links.single(links), failures);
  }

  /// The rows of each page, as edges or nodes.
  static RowSet pageRows(RowSet connections) {
    RowSet.Pages pages = pagesOf(connections);
    return new RowSet(
        pages.rows(), pages.links(), Map.of(), Map.of(), new BitSet(), pages, new BitSet());
  }

  /// Each row once more: the node of an edge, the page info of a connection.
  static RowSet same(RowSet parents) {
    return new RowSet(
        parents.rows(),
        Links.oneToOne(parents.size()),
        Map.of(),
        Map.of(),
        new BitSet(),
        parents.pages(),
        new BitSet());
  }

  static RowSet.Pages pagesOf(RowSet connections) {
    RowSet.Pages pages = connections.pages();
    if (pages == null) {
      throw new IllegalStateException("no pages outside a connection");
    }
    return pages;
  }
}
