package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.StoredValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a native statement's arguments as the driver takes them.
final class NativeParameters {
  private NativeParameters() {}

  static List<@Nullable Object> of(Source.Native source) {
    List<@Nullable Object> bound = new ArrayList<>();
    for (int i = 0; i < source.values().size(); i++) {
      Parameter parameter = source.statement().arguments().get(i);
      Object value = source.values().get(i);
      bound.add(value == null ? null : bound(parameter, value));
    }
    return bound;
  }

  private static Object bound(Parameter parameter, Object value) {
    Column column = parameter.column();
    if (!column.list()) {
      return PostgresValues.sent(stored(parameter, value));
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : (List<?>) value) {
      elements.add(element == null ? null : stored(parameter, element));
    }
    return PostgresValues.array(column, elements);
  }

  private static Object stored(Parameter parameter, Object value) {
    Object stored = StoredValues.toStored(parameter.column(), value);
    String refusal = stored == null ? "none of its stored type" : PostgresValues.refusal(stored);
    if (stored == null || refusal != null) {
      throw new StoreException(
          FailureReason.REJECTED,
          "PostgreSQL takes no value for " + parameter.name() + " that is " + refusal);
    }
    return stored;
  }
}
