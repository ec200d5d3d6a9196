package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveGraph.Edge;
import dev.polyphony.resolvers.oracle.NaiveGraph.Vertex;
import dev.polyphony.resolvers.oracle.SameValues.Place;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows and edges for any schema, from a seed: fields that are joined share their values, so that
/// joins meet; some lead nowhere, some values are absent, many are equal.
final class DrawnWorld {
  private static final int ROWS = 40;
  private static final int EDGES = 150;

  private final Catalog catalog;
  private final Random random;
  private final SameValues same;
  private final Map<String, List<NaiveRow>> entities = new LinkedHashMap<>();

  DrawnWorld(Catalog catalog, long seed) {
    this.catalog = catalog;
    this.random = new Random(seed);
    this.same = new SameValues(catalog);
  }

  World world() {
    // What composite keys lead to comes first: rows that lead there take a whole key.
    catalog.entities().values().stream()
        .sorted(Comparator.comparing(entity -> !composite(entity.name()).isEmpty()))
        .forEach(entity -> entities.put(entity.name(), rows(entity)));
    return new World(catalog, entities, graph());
  }

  private List<Join> composite(String type) {
    List<Join> joins = new ArrayList<>();
    for (FieldBinding binding : catalog.type(type).fields().values()) {
      if (binding instanceof JoinField field
          && field.join().unique()
          && field.join().remote().size() > 1) {
        joins.add(field.join());
      }
    }
    return joins;
  }

  private List<NaiveRow> rows(Entity entity) {
    Map<String, Column> columns = entity.primary().mapping().columns();
    List<NaiveRow> rows = new ArrayList<>();
    Set<List<@Nullable Object>> keys = new HashSet<>();
    for (int i = 0; i < ROWS * 3 && rows.size() < ROWS; i++) {
      Map<String, @Nullable Object> row = object(entity.name(), columns);
      composite(entity.name()).forEach(join -> lead(row, join));
      boolean fresh = true;
      for (List<FieldPath> key : keys(entity)) {
        List<@Nullable Object> values = new ArrayList<>();
        key.forEach(field -> values.add(row.get(field.first())));
        values.add(key.toString());
        fresh &= keys.add(values);
      }
      if (fresh) {
        rows.add(new NaiveRow(entity.name(), rows.size(), row));
      }
    }
    return rows;
  }

  private static Set<List<FieldPath>> keys(Entity entity) {
    Set<List<FieldPath>> keys = new HashSet<>();
    entity.mappings().forEach(one -> keys.addAll(one.mapping().keys()));
    return keys;
  }

  private void lead(Map<String, @Nullable Object> row, Join join) {
    List<NaiveRow> targets = entities.getOrDefault(join.entity(), List.of());
    if (!targets.isEmpty() && random.nextInt(10) > 0) {
      NaiveRow target = targets.get(random.nextInt(targets.size()));
      for (int i = 0; i < join.local().size(); i++) {
        row.put(join.local().get(i).first(), target.get(join.remote().get(i).first()));
      }
    }
  }

  private Map<String, @Nullable Object> object(String type, Map<String, Column> columns) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    columns.forEach((field, column) -> object.put(field, field(type, field, column)));
    return object;
  }

  private @Nullable Object field(String type, String field, Column column) {
    Object meant = meant(type, field, column);
    if (meant != null) {
      return meant;
    }
    // Most are not deleted.
    boolean absent = random.nextInt(6) == 0 != field.equals("deletedAt");
    if (column.nullable() && absent) {
      return null;
    }
    if (column.list()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(element(type, field, column));
      }
      return list;
    }
    return element(type, field, column);
  }

  /// What a filter or a `when` looks for.
  private @Nullable Object meant(String type, String field, Column column) {
    if (field.equals("kind") && column.isText()) {
      return type.toLowerCase(Locale.ROOT);
    }
    if (field.equals("id") && type.equals("Certificate")) {
      return "certificate" + random.nextInt(ROWS * 3);
    }
    return field.equals("subjectType") ? (random.nextBoolean() ? "parcel" : "invoice") : null;
  }

  private @Nullable Object element(String type, String field, Column column) {
    if (!column.isObject()) {
      return same.draw(new Place(type, field), column, random);
    }
    return catalog.field(type, field) instanceof EmbeddedField inner
        ? object(inner.type(), column.nested())
        : null;
  }

  private NaiveGraph graph() {
    Map<String, Map<String, List<Edge>>> edges = new LinkedHashMap<>();
    catalog.types().values().stream()
        .flatMap(type -> type.fields().values().stream())
        .forEach(binding -> {
          if (binding instanceof RelationshipField field) {
            add(edges, field.relationship());
          }
        });
    return new NaiveGraph(edges);
  }

  private void add(Map<String, Map<String, List<Edge>>> edges, Relationship relationship) {
    boolean in = relationship.direction() == EdgeDirection.IN;
    Mapping from = in ? relationship.far() : relationship.near();
    Mapping to = in ? relationship.near() : relationship.far();
    List<Edge> all =
        edges
            .computeIfAbsent(from.store(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(relationship.label(), _ -> new ArrayList<>());
    boolean known = all.stream().anyMatch(edge -> edge.out().isOf(from) && edge.in().isOf(to));
    for (int i = 0; i < EDGES && !known; i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      relationship
          .edge()
          .columns()
          .forEach((field, column) -> {
            if (!column.name().startsWith("$")) {
              Place place = new Place(relationship.edge().entity(), field);
              values.put(column.name(), same.draw(place, column, random));
            }
          });
      all.add(new Edge("e" + all.size(), values, vertex(from), vertex(to)));
    }
  }

  /// Mostly one that the entity's rows know.
  private Vertex vertex(Mapping mapping) {
    List<NaiveRow> rows = Objects.requireNonNull(entities.get(mapping.entity()));
    NaiveRow row = rows.get(random.nextInt(rows.size()));
    boolean known = random.nextInt(12) > 0;
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .columns()
        .forEach((field, column) -> {
          Object value = row.get(field);
          if (value != null) {
            values.put(column.name(), known || !(value instanceof String) ? value : value + "?");
          }
        });
    return new Vertex(mapping.from(), values);
  }
}
