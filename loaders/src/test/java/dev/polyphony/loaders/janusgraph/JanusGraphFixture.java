package dev.polyphony.loaders.janusgraph;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerFixture;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Vertices as the mappings declare them. A graph knows each property once, with one type, so every
/// source has properties of its own.
final class JanusGraphFixture implements ServerFixture {
  private final EmbeddedJanusGraph server = SharedStores.janusgraph();
  private final Database graph = server.newGraph();
  private final Vertx vertx = Vertx.vertx();

  @Override
  public StoreRules rules() {
    return new JanusGraphRules();
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MICROS;
  }

  @Override
  public boolean holdsNul() {
    return true;
  }

  @Override
  public boolean holdsNullElements() {
    return false;
  }

  @Override
  public boolean holdsEmptyLists() {
    return false;
  }

  @Override
  public boolean tellsListsFromValues() {
    return false;
  }

  @Override
  public Mapping declared(Mapping plain) {
    Map<String, Column> columns = new LinkedHashMap<>();
    plain
        .columns()
        .forEach((field, column) -> columns.put(field, renamed(column, plain.from() + "_")));
    return new Mapping(
        plain.entity(),
        plain.store(),
        plain.kind(),
        plain.from(),
        plain.key(),
        plain.uniqueKeys(),
        plain.order(),
        plain.indexes(),
        columns,
        plain.storage(),
        plain.location());
  }

  private static Column renamed(Column column, String prefix) {
    return new Column(
        column.field(),
        column.names().stream().map(name -> prefix + name).toList(),
        column.type(),
        column.stored(),
        column.list(),
        column.nullable(),
        column.enumNames(),
        column.nested(),
        column.location());
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Store open() {
    return openAt(port());
  }

  @Override
  public Store openAt(int port) {
    return TestGraph.open(vertx, port, graph.name(), Map.of());
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    server.define(graph.name(), Json.encode(definition(mapping)));
    List<String> elements = new ArrayList<>();
    for (Map<String, @Nullable Object> document : documents) {
      Map<String, Object> values = new LinkedHashMap<>();
      document.forEach((name, value) -> {
        if (value != null) {
          values.put(name, json(value));
        }
      });
      elements.add(Json.encode(Map.of("label", mapping.from(), "values", values)));
    }
    server.load(graph.name(), elements);
  }

  private static Map<String, Object> definition(Mapping mapping) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Column column : mapping.columns().values()) {
      String type = type(column.stored());
      column.names().forEach(name -> properties.put(name, column.list() ? List.of(type) : type));
    }
    List<Object> indexes = new ArrayList<>();
    indexes.add(index(mapping, mapping.key(), true));
    mapping.uniqueKeys().forEach(key -> indexes.add(index(mapping, key, true)));
    for (Index index : mapping.indexes()) {
      indexes.add(index(mapping, index.fields(), index.unique()));
    }
    return Map.of(
        "properties",
        properties,
        "vertices",
        List.of(mapping.from()),
        "edges",
        Map.of(),
        "indexes",
        indexes);
  }

  private static Map<String, Object> index(
      Mapping mapping, List<FieldPath> fields, boolean unique) {
    List<String> properties = fields.stream().map(field -> mapping.column(field).name()).toList();
    return Map.of("label", mapping.from(), "properties", properties, "unique", unique);
  }

  private static String type(ValueType stored) {
    return switch (stored) {
      case BOOLEAN -> "boolean";
      case INT -> "int";
      case LONG -> "long";
      case DOUBLE -> "double";
      case UUID -> "uuid";
      case DATE_TIME -> "instant";
      default -> "text";
    };
  }

  private static Object json(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(element -> json(element)).toList();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    server.drop(graph.name());
    vertx.close();
  }
}
