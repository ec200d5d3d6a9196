package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.janusgraph.GraphFields.Holder;
import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read of each element: a step that makes a map of it, and the cells of such a map.
final class GraphRows {
  private final GraphFields fields;
  private final Projection projection;

  /// Steps by label: each label's `by`.
  private final Map<String, Object> labels = new LinkedHashMap<>();

  GraphRows(GraphFields fields, Projection projection) {
    this.fields = fields;
    this.projection = projection;
    for (Projection.Item item : projection.items()) {
      labels.put(item.field(), by(item));
    }
  }

  Projection projection() {
    return projection;
  }

  private Object by(Projection.Item item) {
    Column column = fields.mapping().column(FieldPath.of(item.field()));
    Projection nested = item.nested();
    if (nested == null) {
      return by(fields.place(column));
    }
    Holder holder = fields.holder(column);
    if (holder == Holder.OWN) {
      throw JanusGraphErrors.unsupported("hold objects, such as " + item.field());
    }
    Gremlin project = Gremlin.of("project", (Object[]) nested.names().toArray(String[]::new));
    for (Projection.Item inner : nested.items()) {
      Column value = column.nested().get(inner.field());
      if (value == null || inner.nested() != null || value.isObject()) {
        throw JanusGraphErrors.unsupported("hold objects, such as " + inner.field());
      }
      project.step("by", by(new Place(value, Holder.OWN, value.names())));
    }
    return nested.items().isEmpty() ? Gremlin.of("constant", 1) : fields.way(holder).then(project);
  }

  /// A property by its name, or a traversal to it. What is not there, is not in the map.
  private Object by(Place place) {
    if (place.column().list()) {
      return fields.values(place).step("fold");
    }
    return place.holder() == Holder.OWN && place.properties().size() == 1
        ? place.properties().getFirst()
        : fields.values(place);
  }

  /// Asks for a value too, whether or not the projection does.
  ///
  /// @return its label
  String with(FieldPath field) {
    Place place = fields.place(field);
    for (Projection.Item item : projection.items()) {
      if (item.nested() == null && item.field().equals(field.toString())) {
        return item.field();
      }
    }
    String label = "$" + field;
    labels.put(label, by(place));
    return label;
  }

  Gremlin project() {
    if (labels.isEmpty()) {
      return Gremlin.of("constant", 1);
    }
    Gremlin project = Gremlin.of("project", (Object[]) labels.keySet().toArray(String[]::new));
    labels.values().forEach(by -> project.step("by", by));
    return project;
  }

  /// @param element a map by label
  @Nullable Object[] read(@Nullable Object element) {
    Map<?, ?> values = element instanceof Map<?, ?> map ? map : Map.of();
    List<Projection.Item> items = projection.items();
    @Nullable Object[] cells = new @Nullable Object[items.size()];
    for (int i = 0; i < cells.length; i++) {
      Column column = fields.mapping().column(FieldPath.of(items.get(i).field()));
      Object value = values.get(items.get(i).field());
      Projection nested = items.get(i).nested();
      cells[i] = nested == null ? cell(column, value) : nested(column, nested, value);
    }
    return cells;
  }

  private static @Nullable Object cell(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> values when column.list() -> JanusGraphValues.list(column, values);
      default -> JanusGraphValues.element(column, value);
    };
  }

  /// The vertex at an end of an edge.
  private static Rows nested(Column column, Projection projection, @Nullable Object value) {
    List<Projection.Item> items = projection.items();
    Map<?, ?> values = value instanceof Map<?, ?> map ? map : Map.of();
    @Nullable Object[] cells = new @Nullable Object[items.size()];
    for (int i = 0; i < cells.length; i++) {
      Column inner = column.nested().get(items.get(i).field());
      cells[i] = inner == null ? null : cell(inner, values.get(items.get(i).field()));
    }
    List<@Nullable Object[]> one = new ArrayList<>();
    one.add(cells);
    return Rows.of(projection.names(), one);
  }
}
