package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.plan.Computed;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.KeySource;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the keys of a consumer from its parents' rows or from arguments. A key with a null in it
/// is none, nor is one that the key's column cannot hold; for a client's argument that is an error.
final class KeyReader {
  private final List<Column> keyColumns;
  private final boolean[] checked;
  private final Map<String, ?> claims;

  KeyReader(Fetch fetch, Map<String, ?> claims) {
    this.claims = claims;
    this.keyColumns = fetch.keyColumns();
    this.checked = new boolean[keyColumns.size()];
    for (int i = 0; i < checked.length; i++) {
      Column column = keyColumns.get(i);
      checked[i] = column.type() != column.stored() || !column.enumNames().isEmpty();
    }
  }

  Keys read(Consumer consumer, RowSet parents, CoercedVariables variables) throws BadInput {
    return switch (consumer.keys()) {
      case KeySource.None _ -> throw new IllegalStateException("a list at the root has no keys");
      case KeySource.Cells cells -> cells(cells, parents, consumer.type());
      case KeySource.Rounds _ -> throw new IllegalStateException("each round has keys of its own");
      case KeySource.Arguments arguments -> arguments(arguments, variables);
      case KeySource.ListArgument argument -> elements(argument, variables);
    };
  }

  private Keys arguments(KeySource.Arguments source, CoercedVariables variables) throws BadInput {
    Map<String, @Nullable Object> arguments = Arguments.of(source.arguments(), variables);
    Object[] key = new Object[keyColumns.size()];
    for (int i = 0; i < key.length; i++) {
      String name = source.names().get(i);
      key[i] = WhereArgument.fitting("Argument " + name, keyColumns.get(i), arguments.get(name));
    }
    return new Keys(KeyBatch.wrap(key.length, key), new int[] {0, 1}, Map.of());
  }

  private Keys elements(KeySource.ListArgument source, CoercedVariables variables) throws BadInput {
    Object value = Arguments.of(source.arguments(), variables).get(source.name());
    if (!(value instanceof List<?> list)) {
      throw new BadInput("Argument " + source.name() + " is null where a list is needed");
    }
    int width = keyColumns.size();
    Object[] keys = new Object[list.size() * width];
    for (int i = 0; i < list.size(); i++) {
      for (int c = 0; c < width; c++) {
        Column column = keyColumns.get(c);
        Object component =
            source.objects() && list.get(i) instanceof Map<?, ?> object
                ? object.get(column.field())
                : list.get(i);
        keys[i * width + c] = WhereArgument.fitting("Argument " + source.name(), column, component);
      }
    }
    return new Keys(KeyBatch.wrap(width, keys), new int[] {0, list.size()}, Map.of());
  }

  /// @param type of those of the parents that have keys; null where all are of one
  Keys cells(KeySource.Cells source, RowSet parents, @Nullable String type) {
    int width = keyColumns.size();
    int[] offsets = new int[parents.size() + 1];
    List<Object> keys = new ArrayList<>(parents.size() * width);
    Map<Integer, FieldError> failures = new HashMap<>();
    boolean single = width == 1 && source.cells().getFirst().length == 1;
    for (int row = 0; row < parents.size(); row++) {
      Computed when = source.when();
      if (!Selection.isOf(type, parents.row(row))
          || (when != null && !when.holds(parents.row(row), claims))) {
        offsets[row + 1] = offsets[row];
        continue;
      }
      Object cell = single ? parents.row(row)[source.cells().getFirst()[0]] : null;
      if (!single || cell instanceof List<?> || cell instanceof BadValue) {
        if (!gather(source, parents.row(row), keys)) {
          failures.put(row, badKey());
        }
      } else if (cell != null && fits(0, cell)) {
        keys.add(cell);
      }
      offsets[row + 1] = keys.size() / width;
    }
    return new Keys(KeyBatch.wrap(width, keys.toArray()), offsets, failures);
  }

  private static FieldError badKey() {
    return FieldError.of(ErrorCode.BAD_DATA, "The stored key of a join does not fit the schema");
  }

  private boolean fits(int component, Object value) {
    return !checked[component] || StoredValues.toStored(keyColumns.get(component), value) != null;
  }

  /// Adds the keys of one row; false when a stored value among them is bad.
  private boolean gather(KeySource.Cells source, @Nullable Object[] row, List<Object> keys) {
    int width = source.cells().size();
    List<List<@Nullable Object>> components = new ArrayList<>(width);
    int count = 1;
    for (int[] way : source.cells()) {
      List<@Nullable Object> values = new ArrayList<>();
      Rows.follow(row, way, values);
      components.add(values);
      count = values.size() == 1 ? count : values.size();
    }
    LinkedHashSet<List<Object>> distinct = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      List<Object> key = new ArrayList<>(width);
      for (int c = 0; c < width; c++) {
        List<@Nullable Object> values = components.get(c);
        Object value = values.isEmpty() ? null : values.get(Math.min(i, values.size() - 1));
        if (value instanceof BadValue) {
          return false;
        }
        if (value != null && fits(c, value)) {
          key.add(value);
        }
      }
      if (key.size() == width) {
        distinct.add(key);
      }
    }
    distinct.forEach(keys::addAll);
    return true;
  }
}
