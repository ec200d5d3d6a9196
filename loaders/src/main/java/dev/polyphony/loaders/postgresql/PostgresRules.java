package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What PostgreSQL does well: equality on a prefix of a key or an index, then one range or order.
/// It can also scan.
final class PostgresRules implements StoreRules {
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
  public Capabilities bind(Mapping mapping, Problems problems) {
    if (mapping.from().isBlank() || ("." + mapping.from() + ".").contains("..")) {
      problems.error(
          "INVALID_SOURCE",
          mapping.location(),
          "`" + mapping.from() + "` names no table",
          "Write `from: \"table\"` or `from: \"schema.table\"`");
    }
    return new Capabilities(keyPaths(mapping), true, true);
  }

  private static List<AccessPath> keyPaths(Mapping mapping) {
    List<List<FieldPath>> keys = new ArrayList<>(List.of(mapping.key()));
    keys.addAll(mapping.uniqueKeys());
    return keys.stream().map(key -> new AccessPath(key, true, null, List.of(), 0, true)).toList();
  }
}
