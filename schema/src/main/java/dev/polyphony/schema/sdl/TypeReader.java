package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.RelayField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.TypeBinding;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Binds the fields of every type, once all entities are read.
final class TypeReader {
  private final Reading reading;
  private final JoinReader joins;
  private final RelationshipReader relationships;
  private final Map<String, TypeBinding> bound = new LinkedHashMap<>();
  private final Map<String, String> stores = new HashMap<>();

  TypeReader(Reading reading) {
    this.reading = reading;
    this.joins = new JoinReader(reading);
    this.relationships = new RelationshipReader(reading);
  }

  Map<String, TypeBinding> read() {
    SourceType query = reading.types().get("Query");
    if (query != null) {
      bound.put("Query", query(query));
    }
    SourceType subscription = reading.types().get("Subscription");
    if (subscription != null) {
      bound.put("Subscription", subscription(subscription));
    }
    for (Entity entity : reading.entities().values()) {
      SourceType type = reading.types().get(entity.name());
      String store = entity.primary().mapping().store();
      if (type != null) {
        row(type, TypeBinding.Kind.ENTITY, entity.primary().mapping().columns(), store);
      }
    }
    new PathReader(reading, bound).check();
    return bound;
  }

  private TypeBinding query(SourceType query) {
    RootReader roots = new RootReader(reading);
    Map<String, FieldBinding> fields = new LinkedHashMap<>();
    for (FieldDefinition field : query.fields().values()) {
      FieldBinding binding =
          NativeReader.isNative(field) || ResolveReader.isResolved(field)
              ? natively(query, field, Map.of(), true)
              : roots.read(query, field);
      if (binding != null) {
        fields.put(field.getName(), binding);
      }
    }
    return new TypeBinding("Query", TypeBinding.Kind.QUERY, fields);
  }

  private TypeBinding subscription(SourceType root) {
    StreamReader streams = new StreamReader(reading);
    Map<String, FieldBinding> fields = new LinkedHashMap<>();
    for (FieldDefinition field : root.fields().values()) {
      FieldBinding.StreamField read = streams.read(root, field);
      if (read != null) {
        fields.put(field.getName(), read);
        SourceType type = reading.types().get(Sdl.name(field.getType()));
        if (type != null && !type.isEntity()) {
          Map<String, Column> columns = read.stream().message().columns();
          row(type, TypeBinding.Kind.EVENT, columns, StoreDeclaration.KAFKA);
        }
      }
    }
    return new TypeBinding("Subscription", TypeBinding.Kind.SUBSCRIPTION, fields);
  }

  private void row(
      SourceType type, TypeBinding.Kind kind, Map<String, Column> columns, String store) {
    String first = stores.putIfAbsent(type.name(), store);
    boolean joins = type.fields().values().stream().anyMatch(field -> Sdl.has(field, "join"));
    if (first != null && !first.equals(store) && joins) {
      reading
          .problems()
          .error(
              "EMBEDDED_IN_SEVERAL_STORES",
              type.location(),
              type.name() + " joins, and is embedded in " + first + " and in " + store,
              "Write a type for each store");
    }
    TypeBinding earlier = bound.get(type.name());
    if (earlier != null && earlier.kind() != kind) {
      reading
          .problems()
          .error(
              "TYPE_OF_TWO_KINDS",
              type.location(),
              type.name()
                  + " is the type of two of these: objects inside rows, edges, rows of @native, "
                  + "messages of @eventStream",
              "Write a type for each");
    }
    if (earlier != null) {
      // An embedded type may lie in rows of several entities; its fields are the same in all.
      return;
    }
    Map<String, FieldBinding> fields = new LinkedHashMap<>();
    bound.put(type.name(), new TypeBinding(type.name(), kind, fields));
    for (FieldDefinition field : type.fields().values()) {
      FieldBinding binding = field(type, field, columns, store);
      if (binding != null) {
        fields.put(field.getName(), binding);
      }
    }
    bound.put(type.name(), new TypeBinding(type.name(), kind, fields));
  }

  private @Nullable FieldBinding natively(
      SourceType type, FieldDefinition field, Map<String, Column> columns, boolean root) {
    FieldBinding.NativeField read =
        ResolveReader.isResolved(field)
            ? new ResolveReader(reading).read(type, field, columns, root)
            : new NativeReader(reading).read(type, field, columns, root);
    SourceType rows = read == null || read.type() == null ? null : reading.types().get(read.type());
    if (read != null && rows != null) {
      Mapping row = read.statement().row();
      row(rows, TypeBinding.Kind.ROW, row.columns(), row.store());
    }
    return read;
  }

  private @Nullable FieldBinding field(
      SourceType type, FieldDefinition field, Map<String, Column> columns, String store) {
    if (NativeReader.isNative(field) || ResolveReader.isResolved(field)) {
      return natively(type, field, columns, false);
    }
    if (Sdl.has(field, "value")) {
      return new FormulaReader(reading).value(type, field, columns);
    }
    if (Sdl.has(field, "join")) {
      Directive join = Sdl.directive(field, "join");
      String path = Sdl.text(join, "path");
      conflicts(type, field, join, path != null);
      if (path == null) {
        new RepeatReader(reading).requirePath(type, field);
      }
      return path != null
          ? new FieldBinding.PathField(FieldPath.of(path))
          : joins.read(type, field, columns, store);
    }
    if (Sdl.has(field, "relationship")) {
      return relationship(type, field);
    }
    if (RelationshipReader.isEnd(field)) {
      return end(type, field, columns.get(field.getName()), store);
    }
    if (!ColumnReader.isStored(field)) {
      reading
          .problems()
          .error(
              "MISPLACED_DIRECTIVE",
              Sdl.location(field),
              Sdl.coordinates(type, field) + " has a directive of the query root",
              "Write @join, or move the field to Query");
      return null;
    }
    Column column = columns.get(field.getName());
    if (column == null) {
      return further(type, field);
    }
    if (!column.isObject()) {
      return new FieldBinding.ColumnField(column);
    }
    String embedded = Sdl.name(field.getType());
    if (reading.isEntity(embedded)) {
      return end(type, field, column, store);
    }
    SourceType source = reading.types().get(embedded);
    if (source != null) {
      row(source, TypeBinding.Kind.EMBEDDED, column.nested(), store);
    }
    return new FieldBinding.EmbeddedField(column, embedded);
  }

  /// A value of a further mapping in another store.
  private @Nullable FieldBinding further(SourceType type, FieldDefinition field) {
    Entity entity = reading.entities().get(type.name());
    if (entity == null) {
      return null;
    }
    for (BoundMapping one : entity.mappings()) {
      Column column = one.mapping().columns().get(field.getName());
      if (column == null) {
        continue;
      }
      if (column.isObject()) {
        reading
            .problems()
            .error(
                "OBJECT_IN_FURTHER_MAPPING",
                Sdl.location(field),
                Sdl.coordinates(type, field) + " is an object that only a further mapping holds",
                "Let it be a value, or an entity of its own behind @join");
        return null;
      }
      nullable(type, field);
      return new FieldBinding.FurtherColumnField(column, one.mapping());
    }
    return null;
  }

  private void nullable(SourceType type, FieldDefinition field) {
    if (Sdl.isNonNull(field.getType())) {
      reading
          .problems()
          .warning(
              "NON_NULL_ACROSS_STORES",
              Sdl.location(field),
              Sdl.coordinates(type, field)
                  + " is non-null but served by another store: when that is down, its parent is null",
              "Leave out the `!`");
    }
  }

  private @Nullable FieldBinding relationship(SourceType type, FieldDefinition field) {
    Entity entity = reading.entities().get(type.name());
    if (entity == null || Sdl.has(field, "column")) {
      reading
          .problems()
          .error(
              entity == null ? "MISPLACED_DIRECTIVE" : "CONFLICTING_DIRECTIVES",
              Sdl.location(field),
              Sdl.coordinates(type, field)
                  + (entity == null
                      ? " has @relationship, but " + type.name() + " is no vertex"
                      : " has @relationship and @column"),
              entity == null ? "Move it to an entity" : "Remove @column");
      return null;
    }
    RelationshipReader.Read read = relationships.read(type, field, entity);
    if (read == null) {
      return null;
    }
    Mapping edge = read.binding().relationship().edge();
    if (!edge.store().equals(entity.primary().mapping().store())) {
      nullable(type, field);
    }
    SourceType link = reading.types().get(read.type());
    if (read.target() != null && link != null) {
      row(link, TypeBinding.Kind.LINK, edge.columns(), edge.store());
    }
    return read.binding();
  }

  /// The vertex at an end of an edge: a part of the edge's row where it is all there is of the
  /// entity, else found by its key.
  private @Nullable FieldBinding end(
      SourceType type, FieldDefinition field, @Nullable Column column, String store) {
    Entity entity = reading.entities().get(Sdl.name(field.getType()));
    if (entity == null || column == null) {
      reading
          .problems()
          .error(
              "MISPLACED_DIRECTIVE",
              Sdl.location(field),
              Sdl.coordinates(type, field)
                  + " is the end of an edge, but nothing leads along edges to "
                  + type.name(),
              "Let a field with @relationship lead to " + type.name());
      return null;
    }
    Mapping primary = entity.primary().mapping();
    if (primary.store().equals(store)) {
      return new FieldBinding.EmbeddedField(column, entity.name());
    }
    nullable(type, field);
    List<FieldPath> local = new ArrayList<>();
    List<Column> localColumns = new ArrayList<>();
    for (FieldPath path : entity.key()) {
      local.add(FieldPath.of(field.getName() + "." + path));
      localColumns.add(java.util.Objects.requireNonNull(column.nested().get(path.first())));
    }
    return new FieldBinding.JoinField(
        new Join(
            entity.name(),
            primary,
            local,
            localColumns,
            entity.key(),
            true,
            null,
            List.of(),
            false,
            Sdl.isNonNull(field.getType())));
  }

  private void conflicts(
      SourceType type, FieldDefinition field, @Nullable Directive join, boolean path) {
    List<String> sides =
        Stream.of("on", "using", "scan", "when")
            .filter(name -> !name.equals("scan") || !PathJoinReader.leadsToEntity(reading, field))
            .filter(name -> path && join != null && join.getArgument(name) != null)
            .toList();
    if (Sdl.has(field, "column") || !sides.isEmpty()) {
      String other = sides.isEmpty() ? "@column" : "`" + String.join("`, `", sides) + "`";
      reading
          .problems()
          .error(
              "CONFLICTING_DIRECTIVES",
              Sdl.location(field),
              Sdl.coordinates(type, field)
                  + (path ? " has @join(path:) and " : " has @join and ")
                  + other,
              "Remove " + other + "; the fields on the way say how they join");
    }
  }

  /// The bindings of a connection, its edge and the page info.
  static Map<String, TypeBinding> relay(String connection, String edge) {
    Map<String, TypeBinding> types = new LinkedHashMap<>();
    types.put(
        connection,
        relay(
            connection,
            TypeBinding.Kind.CONNECTION,
            Map.of(
                "edges", RelayField.Part.EDGES,
                "nodes", RelayField.Part.NODES,
                "pageInfo", RelayField.Part.PAGE_INFO,
                "totalCount", RelayField.Part.TOTAL_COUNT)));
    types.put(
        edge,
        relay(
            edge,
            TypeBinding.Kind.EDGE,
            Map.of("node", RelayField.Part.NODE, "cursor", RelayField.Part.CURSOR)));
    types.put(
        "PageInfo",
        relay(
            "PageInfo",
            TypeBinding.Kind.PAGE_INFO,
            Map.of(
                "hasNextPage", RelayField.Part.HAS_NEXT_PAGE,
                "hasPreviousPage", RelayField.Part.HAS_PREVIOUS_PAGE,
                "startCursor", RelayField.Part.START_CURSOR,
                "endCursor", RelayField.Part.END_CURSOR)));
    return types;
  }

  private static TypeBinding relay(
      String name, TypeBinding.Kind kind, Map<String, RelayField.Part> parts) {
    Map<String, FieldBinding> fields = new LinkedHashMap<>();
    new TreeMap<>(parts).forEach((field, part) -> fields.put(field, new RelayField(part)));
    return new TypeBinding(name, kind, fields);
  }
}
