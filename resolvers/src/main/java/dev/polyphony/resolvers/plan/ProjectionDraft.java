package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects what is read of rows. A field keeps the index that it got when it was first asked for.
final class ProjectionDraft {
  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final List<Optional<ProjectionDraft>> nested = new ArrayList<>();

  int value(String field) {
    return index(field, false);
  }

  int object(String field) {
    return index(field, true);
  }

  private int index(String field, boolean object) {
    return indexes.computeIfAbsent(
        field,
        _ -> {
          nested.add(object ? Optional.of(new ProjectionDraft()) : Optional.empty());
          return nested.size() - 1;
        });
  }

  ProjectionDraft nested(int index) {
    return nested.get(index).orElseThrow();
  }

  /// Reads all of these, with what is embedded in them.
  void all(Map<String, Column> columns) {
    columns.forEach((field, column) -> {
      if (column.isObject()) {
        nested(object(field)).all(column.nested());
      } else {
        value(field);
      }
    });
  }

  /// The way to a path's cell: an index, and one more for each embedded object on the way.
  int[] way(FieldPath path) {
    List<String> segments = path.segments();
    int[] way = new int[segments.size()];
    ProjectionDraft scope = this;
    for (int i = 0; i < way.length - 1; i++) {
      way[i] = scope.object(segments.get(i));
      scope = scope.nested(way[i]);
    }
    way[way.length - 1] = scope.value(path.last());
    return way;
  }

  Projection toProjection() {
    List<Projection.Item> items = new ArrayList<>();
    indexes.forEach((field, index) ->
        items.add(
            new Projection.Item(
                field, nested.get(index).map(ProjectionDraft::toProjection).orElse(null))));
    return new Projection(items);
  }
}
