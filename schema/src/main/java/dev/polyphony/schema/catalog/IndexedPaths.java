package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Access paths of stores that have ordered indexes over fields: for the key, each unique key and
/// each index, equality on every prefix of its fields, then one range or the order of the rest.
public final class IndexedPaths {
  private IndexedPaths() {}

  public static List<AccessPath> of(Mapping mapping) {
    Set<AccessPath> paths = new LinkedHashSet<>();
    add(paths, mapping, mapping.key(), true);
    mapping.uniqueKeys().forEach(fields -> add(paths, mapping, fields, true));
    mapping.indexes().forEach(index -> add(paths, mapping, index.fields(), index.unique()));
    return List.copyOf(paths);
  }

  private static void add(
      Set<AccessPath> paths, Mapping mapping, List<FieldPath> fields, boolean unique) {
    for (int prefix = fields.size(); prefix >= 0; prefix--) {
      List<FieldPath> equal = fields.subList(0, prefix);
      List<FieldPath> rest = fields.subList(prefix, fields.size());
      boolean whole = rest.isEmpty();
      List<FieldOrder> order = new ArrayList<>();
      rest.forEach(field -> order.add(new FieldOrder(field, Direction.ASC)));
      List<FieldOrder> ties =
          mapping.key().stream()
              .filter(field -> !fields.contains(field))
              .map(field -> new FieldOrder(field, Direction.ASC))
              .toList();
      order.addAll(ties);
      @Nullable FieldPath range = whole ? null : rest.getFirst();
      paths.add(new AccessPath(equal, true, range, order, ties.size(), unique && whole));
    }
  }
}
