package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.rows.Links;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects of one selection: rows, and which of them each of the parent's rows holds.
///
/// Rows may be shared by several parents, and by several selections. A link of -1 is a null
/// element.
///
/// @param links one ordinal for each row of the parent's set
/// @param failures by row of the parent's set: why there is no value
/// @param elements why elements are null that are not simply absent
/// @param absent rows of the parent's set whose list is null without a failure
/// @param pages for a connection and what lies below it: the pages
/// @param dead rows that a failed non-null field kills in this selection; filled after the last
///   step
public record RowSet(
    List<@Nullable Object[]> rows,
    Links links,
    Map<Integer, FieldError> failures,
    Map<Element, FieldError> elements,
    BitSet absent,
    @Nullable Pages pages,
    BitSet dead) {

  RowSet(List<@Nullable Object[]> rows, Links links, Map<Integer, FieldError> failures) {
    this(rows, links, failures, Map.of(), new BitSet(), null, new BitSet());
  }

  /// A place in the list of one of the parent's rows.
  record Element(int parent, int index) {}

  /// Pages of one connection field, one for each parent that did not fail.
  ///
  /// @param rows of all pages
  /// @param links which rows each page has
  /// @param hasNext by page
  /// @param hasPrevious by page
  /// @param cursors makes the rows' cursors, where they are asked for
  /// @param counts how many rows all pages of each connection have, where that was asked
  public record Pages(
      List<@Nullable Object[]> rows,
      Links links,
      BitSet hasNext,
      BitSet hasPrevious,
      @Nullable RowCursors cursors,
      Counts counts) {}

  /// By connection.
  public record Counts(List<Long> totals, Map<Integer, FieldError> failures) {
    static final Counts NONE = new Counts(List.of(), Map.of());

    /// Where the fetch failed, those connections are left that asked it for nothing.
    public long total(int connection) {
      return totals.isEmpty() ? 0 : totals.get(connection);
    }

    public @Nullable FieldError failure(int connection) {
      return failures.get(connection);
    }
  }

  public int size() {
    return rows.size();
  }

  public @Nullable Object[] row(int row) {
    return rows.get(row);
  }

  public @Nullable FieldError failure(int parent) {
    return failures.isEmpty() ? null : failures.get(parent);
  }

  /// Why an element without a row is null; null when it is simply absent.
  public @Nullable FieldError failure(int parent, int index) {
    return elements.isEmpty() ? null : elements.get(new Element(parent, index));
  }
}
