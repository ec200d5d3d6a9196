package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.catalog.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One response field of a selection's part.
public sealed interface Slot {
  /// The response key: alias or name.
  String key();

  /// Whether the field's type is non-null: a null here kills the object.
  boolean nonNull();

  /// The name of the object's type.
  record TypeName(String key, String type) implements Slot {
    @Override
    public boolean nonNull() {
      return true;
    }
  }

  /// A value or a list of values in a cell, or a value computed from cells.
  ///
  /// @param index of the cell; no matter where the value is computed
  /// @param computed null for a cell
  /// @param store whose cell it is, for errors
  record Value(
      String key,
      int index,
      @Nullable Computed computed,
      Column column,
      boolean nonNull,
      boolean elementNonNull,
      @Nullable String store)
      implements Slot {
    /// @param claims of the caller
    public @Nullable Object of(@Nullable Object[] row, Map<String, ?> claims) {
      return computed == null ? row[index] : computed.of(row, claims);
    }
  }

  /// A value reached through single objects: `hops` lead from here to the selection whose rows hold
  /// it.
  record PathValue(String key, List<Selection> hops, Value value) implements Slot {
    public PathValue {
      hops = List.copyOf(hops);
    }

    @Override
    public boolean nonNull() {
      return value.nonNull();
    }
  }

  /// At most one object.
  record One(String key, Selection selection, boolean nonNull, @Nullable String store)
      implements Slot {}

  /// A list of objects; an element without a row is null.
  record Many(
      String key,
      Selection selection,
      boolean nonNull,
      boolean elementNonNull,
      @Nullable String store)
      implements Slot {}

  /// The cursor of the row itself, or of a page's first or last row.
  record Cursor(String key, boolean nonNull, Place place) implements Slot {
    public enum Place {
      ROW,
      PAGE_START,
      PAGE_END
    }
  }

  /// Whether a page has rows before or after it.
  record PageFlag(String key, boolean next) implements Slot {
    @Override
    public boolean nonNull() {
      return true;
    }
  }

  /// How many rows all pages of a connection have together.
  record TotalCount(String key, boolean nonNull) implements Slot {}

  /// A field of introspection, answered by graphql-java.
  record Introspection(String key, boolean nonNull) implements Slot {}

  /// A field that cannot be answered, known from the document alone.
  record Failed(String key, boolean nonNull, FieldError error) implements Slot {}
}
