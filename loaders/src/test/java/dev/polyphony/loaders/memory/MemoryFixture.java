package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.StoreFixture;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plain lists, under rules that hold every type.
final class MemoryFixture implements StoreFixture {
  private final Map<String, List<Map<String, ?>>> sources = new LinkedHashMap<>();
  private Store store = new MemoryStore(sources);

  @Override
  public StoreRules rules() {
    return new StoreRules() {
      @Override
      public String kind() {
        return "memory";
      }

      @Override
      public Set<ValueType> types() {
        return Set.of(ValueType.values());
      }

      @Override
      public boolean snakeCase() {
        return false;
      }

      @Override
      public Capabilities bind(Mapping mapping, Problems problems) {
        return new Capabilities(IndexedPaths.of(mapping), true, true);
      }
    };
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.NANOS;
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> rows) {
    List<Map<String, ?>> documents = new ArrayList<>();
    rows.forEach(row -> documents.add(document(mapping.columns(), row)));
    sources.put(mapping.from(), documents);
    store = new MemoryStore(sources);
  }

  private static Map<String, ?> document(Map<String, Column> columns, Map<?, ?> row) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    row.forEach((field, value) -> {
      Column column = columns.get(String.valueOf(field));
      if (column == null) {
        throw new AssertionError("no column " + field);
      }
      document.put(column.name(), value == null ? null : value(column, value));
    });
    return document;
  }

  private static @Nullable Object value(Column column, Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(element == null ? null : value(column, element)));
      return elements;
    }
    return column.isObject()
        ? document(column.nested(), (Map<?, ?>) value)
        : StoredValues.toStored(column, value);
  }

  @Override
  public void close() {
    store.close();
  }
}
