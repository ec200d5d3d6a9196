package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.QueryText;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What PostgreSQL does well: equality on a prefix of a key or an index, then one range or order.
/// It can also scan.
final class PostgresRules implements StoreRules {
  private static final int LONGEST_NAME = 63;
  private static final Pattern QUERY =
      Pattern.compile("((SELECT|WITH|VALUES|TABLE)\\b|\\().*", Pattern.DOTALL);
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ValueType.OBJECT_ID)));

  @Override
  public String kind() {
    return "postgresql";
  }

  @Override
  public Set<ValueType> types() {
    return TYPES;
  }

  @Override
  public boolean snakeCase() {
    return true;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.FILTERS, Feature.COUNTS, Feature.NATIVE);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    if (!isName(mapping.from())) {
      problems.error(
          "INVALID_SOURCE",
          mapping.location(),
          "`" + mapping.from() + "` is no name that a table of PostgreSQL can have",
          "Write `from: \"table\"` or `from: \"schema.table\"`, each at most 63 bytes long");
    }
    requireNames(mapping.columns().values(), false, problems);
    List<AccessPath> paths =
        IndexedPaths.of(mapping).stream().filter(path -> hasOrder(mapping, path)).toList();
    return new Capabilities(paths, true, true);
  }

  @Override
  public void check(NativeStatement statement, Problems problems) {
    NativeTexts.check(
        statement,
        PostgresRules::query,
        "Write one query, which begins with SELECT or WITH; values are bound with their type",
        problems);
    requireNames(statement.row().columns().values(), false, problems);
  }

  private static String query(NativeStatement statement) {
    String code = QueryText.sql(statement);
    if (!QUERY.matcher(code.toUpperCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException("is no query");
    }
    return code;
  }

  private static void requireNames(Collection<Column> columns, boolean nested, Problems problems) {
    for (Column column : columns) {
      for (String name : column.names()) {
        // Only the first part is a column; the others are keys of its document.
        String stored = nested ? "" : name.substring(0, (name + ".").indexOf('.'));
        if (!(nested || isName(stored)) || ("." + name + ".").contains("..")) {
          problems.error(
              "INVALID_COLUMN_NAME",
              column.location(),
              "`" + name + "` is no name that a column of PostgreSQL can have",
              "Write a column, or `column.key` for what lies inside its document");
        }
      }
      requireNames(column.nested().values(), true, problems);
    }
  }

  /// The server cuts longer names, so that they would be another's.
  private static boolean isName(String dotted) {
    for (String part : dotted.split("\\.", -1)) {
      if (part.isBlank()
          || part.indexOf('\0') >= 0
          || part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        return false;
      }
    }
    return true;
  }

  /// An index over the elements of a list serves equality and yields no order.
  private static boolean hasOrder(Mapping mapping, AccessPath path) {
    return path.order().stream()
        .allMatch(order -> mapping.columnsOn(order.field()).stream().noneMatch(Column::list));
  }
}
