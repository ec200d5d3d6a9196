package dev.polyphony.loaders.plugin;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.DocumentReader;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.plugin.Batch;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a plug-in is asked, and its values as rows.
final class PluginBatches {
  private PluginBatches() {}

  static Batch of(
      Source.Native source,
      NativeParents<Object> parents,
      Projection projection,
      Duration remaining) {
    List<Map<String, Object>> required = new ArrayList<>();
    for (List<Object> values : parents.distinct()) {
      Map<String, Object> parent = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        parent.put(name(source.statement().keys().get(i)), values.get(i));
      }
      required.add(parent);
    }
    if (source.parents() == null) {
      required.add(Map.of());
    }
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < source.values().size(); i++) {
      Parameter argument = source.statement().arguments().get(i);
      Object value = source.values().get(i);
      arguments.put(name(argument), value == null ? null : stored(argument, value));
    }
    Set<String> fields = Set.copyOf(projection.names());
    return new Batch(source.mapping().from(), required, arguments, fields, remaining);
  }

  /// An enum's values have their stored names here as everywhere.
  static Object stored(Parameter parameter, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(one -> stored(parameter, one)).toList();
    }
    Object stored = StoredValues.toStored(parameter.column(), value);
    return stored == null ? value : stored;
  }

  /// Without its scope: `args.day` is `day`.
  private static String name(Parameter parameter) {
    return parameter.name().substring(parameter.name().indexOf('.') + 1);
  }

  /// The rows of each parent: of a value one, of objects one for each.
  static List<List<@Nullable Object[]>> rows(
      Source.Native source, Query query, List<? extends @Nullable Object> values) {
    Mapping mapping = source.mapping();
    DocumentReader reader =
        new DocumentReader(object(mapping), query.projection(), StoredValues::fromStored);
    List<List<@Nullable Object[]>> rows = new ArrayList<>(values.size());
    for (Object value : values) {
      List<@Nullable Object[]> own = new ArrayList<>();
      for (Object one : objects(mapping, value)) {
        own.add(
            reader.read(one) instanceof Rows read && read.size() == 1
                ? read.row(0)
                : bad(query.projection()));
      }
      rows.add(own);
    }
    return rows;
  }

  private static Column object(Mapping mapping) {
    return new Column(
        mapping.entity(),
        List.of(mapping.entity()),
        ValueType.JSON,
        ValueType.JSON,
        false,
        true,
        Map.of(),
        mapping.columns(),
        mapping.location());
  }

  /// A value becomes an object that holds it under the field's name.
  private static List<? extends @Nullable Object> objects(Mapping mapping, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    String field = mapping.from().substring(mapping.from().indexOf('.') + 1);
    Column column = mapping.columns().get(field);
    if (mapping.columns().size() == 1
        && column != null
        && !column.isObject()
        && !(value instanceof Map<?, ?>)) {
      return List.of(Map.of(column.name(), value));
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /// What is no object has no field that fits.
  private static @Nullable Object[] bad(Projection projection) {
    @Nullable Object[] cells = new @Nullable Object[projection.items().size()];
    Arrays.fill(cells, new BadValue("expected an object from the plug-in"));
    return cells;
  }

  static Answer root(Query query, List<@Nullable Object[]> rows) {
    int size = Math.min(rows.size(), query.page().limit());
    return new Answer(Rows.of(query.projection().names(), rows.subList(0, size)), Links.all(size));
  }
}
