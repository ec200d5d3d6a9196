package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.NativeAnswers;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.cassandra.Outcome.Found;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reads of one native text for all its parents: one, or one for each.
final class CassandraNatives {
  /// One execution.
  ///
  /// @param values in the order of the text's `?`: plain ones, lists of such, or null
  record Read(String text, List<@Nullable Object> values, int most) {}

  private final Query query;
  private final Source.Native source;
  private final NativeParents<Object> parents;
  private final List<Read> reads = new ArrayList<>();
  private final CassandraRows rows;
  private final int most;

  CassandraNatives(Query query, Source.Native source, CassandraNativeText text, int mostReads) {
    NativeAnswers.check(query);
    this.query = query;
    this.source = source;
    NativeStatement statement = source.statement();
    this.parents = NativeParents.of(source, CassandraNatives::plain);
    this.most = NativeAnswers.most(query, source);
    this.rows = new CassandraRows(statement.row().columns(), NativeAnswers.read(query, source));
    if (parents.size() > mostReads) {
      throw CassandraErrors.rejected(
          "more than " + mostReads + " partitions would be read at once");
    }
    List<@Nullable Object> arguments = arguments(source);
    switch (statement.grouping()) {
      case NONE -> reads.add(read(text, arguments, List.of()));
      case BY_VALUE -> {
        if (!parents.isEmpty()) {
          List<Object> lists = new ArrayList<>();
          for (int key = 0; key < statement.keys().size(); key++) {
            lists.add(parents.list(key));
          }
          reads.add(read(text, arguments, lists));
        }
      }
      case BY_PARENT ->
          parents.distinct().forEach(parent -> reads.add(read(text, arguments, parent)));
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
            elements.add(plain(parameter, element));
          }
        }
        arguments.add(elements);
      } else {
        arguments.add(value == null ? null : plain(parameter, value));
      }
    }
    return arguments;
  }

  private static Object plain(Parameter parameter, Object value) {
    Object plain = CassandraValues.plain(parameter.column(), value);
    if (plain == null) {
      throw CassandraErrors.rejected("no value of its stored type for " + parameter.name());
    }
    return plain;
  }

  private Read read(CassandraNativeText text, List<@Nullable Object> arguments, List<?> keys) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Part part : source.statement().parts()) {
      switch (part) {
        case Part.Text _ -> {}
        case Part.Argument argument -> values.add(arguments.get(argument.index()));
        case Part.Key key -> values.add(keys.get(key.index()));
      }
    }
    return new Read(text.text(), values, most + 1);
  }

  List<Read> reads() {
    return reads;
  }

  /// How many parents are asked for; 1 at the root.
  int multiples() {
    return source.parents() == null ? 1 : parents.size();
  }

  String unit() {
    return source.parents() == null ? "" : "parents";
  }

  /// A row as the text gives it.
  Found found(Row row) {
    Map<String, Integer> places = new HashMap<>();
    ColumnDefinitions columns = row.getColumnDefinitions();
    for (String name : rows.columns()) {
      int place = columns.firstIndexOf(CqlIdentifier.fromInternal(name));
      if (place < 0) {
        throw new StoreException(
            FailureReason.BAD_DATA,
            "the text of %s gives no column %s".formatted(source.mapping().from(), name));
      }
      places.put(name, place);
    }
    return new Found(rows.read(CassandraRows.of(row, places)), List.of());
  }

  Answer answer(List<Outcome> outcomes) {
    if (source.statement().grouping() == Grouping.BY_PARENT) {
      return parents.answer(
          query,
          outcomes.stream().map(CassandraNatives::cells).toList(),
          outcomes.stream().map(Outcome::failure).toList());
    }
    List<@Nullable Object[]> read = List.of();
    if (!outcomes.isEmpty()) {
      StoreException failure = outcomes.getFirst().failure();
      if (failure != null) {
        throw failure;
      }
      read = cells(outcomes.getFirst());
    }
    if (source.parents() != null && read.size() > most) {
      throw NativeAnswers.tooMany(source, most);
    }
    return NativeAnswers.of(query, source, read, parents.failures());
  }

  private static List<@Nullable Object[]> cells(Outcome outcome) {
    List<@Nullable Object[]> cells = new ArrayList<>();
    outcome.rows().forEach(row -> cells.add(row.cells()));
    return cells;
  }
}
