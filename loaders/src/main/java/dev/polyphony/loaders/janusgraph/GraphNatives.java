package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.DocumentReader;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.NativeAnswers;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.jspecify.annotations.Nullable;

/// The traversals of one native text for all its parents: one, or one for each.
final class GraphNatives {
  private final Query query;
  private final Source.Native source;
  private final Projection read;
  private final NativeParents<Object> parents;
  private final List<Bytecode> traversals = new ArrayList<>();
  private final int most;

  GraphNatives(Query query, Source.Native source, GremlinText text) {
    NativeAnswers.check(query);
    this.query = query;
    this.source = source;
    this.read = NativeAnswers.read(query, source);
    this.parents = NativeParents.of(source, GraphNatives::stored);
    this.most = NativeAnswers.most(query, source);
    List<@Nullable Object> arguments = arguments(source);
    switch (source.statement().grouping()) {
      case NONE -> traversals.add(traversal(text, arguments, arguments::get));
      case BY_VALUE -> {
        if (!parents.isEmpty()) {
          traversals.add(traversal(text, arguments, parents::list));
        }
      }
      case BY_PARENT ->
          parents.distinct().forEach(one -> traversals.add(traversal(text, arguments, one::get)));
    }
  }

  private Bytecode traversal(
      GremlinText text,
      List<@Nullable Object> arguments,
      IntFunction<? extends @Nullable Object> keys) {
    Function<Part, @Nullable Object> values =
        part ->
            switch (part) {
              case Part.Argument argument -> arguments.get(argument.index());
              case Part.Key key -> keys.apply(key.index());
              case Part.Text literal -> literal.text();
            };
    try {
      return text.bytecode(values, most + 1L);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          FailureReason.REJECTED, "the text of " + source.mapping().from() + " " + e.getMessage());
    }
  }

  private static List<@Nullable Object> arguments(Source.Native source) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int i = 0; i < source.values().size(); i++) {
      Parameter parameter = source.statement().arguments().get(i);
      Object value = source.values().get(i);
      if (value instanceof List<?> list) {
        List<Object> elements = new ArrayList<>();
        for (Object element : list) {
          if (element != null) {
            elements.add(stored(parameter, element));
          }
        }
        arguments.add(elements);
      } else {
        arguments.add(value == null ? null : stored(parameter, value));
      }
    }
    return arguments;
  }

  private static Object stored(Parameter parameter, Object value) {
    Object stored = JanusGraphValues.stored(parameter.column(), value);
    if (stored == null) {
      throw new StoreException(
          FailureReason.REJECTED, "no value of its stored type for " + parameter.name());
    }
    return stored;
  }

  List<Bytecode> traversals() {
    return traversals;
  }

  /// How many parents are asked for; 1 at the root.
  int multiples() {
    return source.parents() == null ? 1 : parents.size();
  }

  String unit() {
    return source.parents() == null ? "" : "parents";
  }

  /// @param results of each traversal
  Answer answer(List<List<Object>> results) {
    List<List<@Nullable Object[]>> rows = new ArrayList<>();
    for (List<Object> ofOne : results) {
      List<@Nullable Object[]> own = new ArrayList<>(ofOne.size());
      ofOne.forEach(result -> own.add(row(result)));
      rows.add(own);
    }
    if (source.statement().grouping() == Grouping.BY_PARENT) {
      return parents.answer(query, rows, Collections.nCopies(rows.size(), null));
    }
    List<@Nullable Object[]> all = rows.isEmpty() ? List.of() : rows.getFirst();
    if (source.parents() != null && all.size() > most) {
      throw NativeAnswers.tooMany(source, most);
    }
    return NativeAnswers.of(query, source, all, parents.failures());
  }

  /// @param result a map by the columns' names, or the value of the only column
  private @Nullable Object[] row(@Nullable Object result) {
    Map<String, Column> columns = source.mapping().columns();
    if (!(result instanceof Map<?, ?>) && columns.size() > 1) {
      throw new StoreException(
          FailureReason.BAD_DATA,
          "the text of %s gives no maps; project('%s', …) makes them"
              .formatted(source.mapping().from(), columns.values().iterator().next().name()));
    }
    List<Projection.Item> items = read.items();
    @Nullable Object[] cells = new @Nullable Object[items.size()];
    for (int i = 0; i < cells.length; i++) {
      Column column = source.mapping().column(FieldPath.of(items.get(i).field()));
      Object value = result instanceof Map<?, ?> map ? first(map, column.names()) : result;
      Projection nested = items.get(i).nested();
      cells[i] =
          nested == null
              ? cell(column, value)
              : new DocumentReader(column, nested, GraphNatives::cell).read(value);
    }
    return cells;
  }

  private static @Nullable Object first(Map<?, ?> values, List<String> names) {
    for (String name : names) {
      Object value = values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object cell(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> values when column.list() -> JanusGraphValues.list(column, values);
      default -> JanusGraphValues.element(column, value);
    };
  }
}
