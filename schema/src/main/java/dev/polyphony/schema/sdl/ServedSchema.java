package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.TypeBinding;
import dev.polyphony.schema.problems.Location;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schema that clients see: the user's types without what is inaccessible and without our
/// directives, and with what is generated.
final class ServedSchema {
  private static final Set<String> KEPT = Set.of("deprecated", "specifiedBy", "oneOf");

  private final Reading reading;
  private final Map<String, TypeBinding> types;
  private final Map<String, TypeBinding> relay = new LinkedHashMap<>();
  private final TypeDefinitionRegistry registry = new TypeDefinitionRegistry();
  private final Set<String> scalars = new LinkedHashSet<>();

  /// Names of types that are referred to and still to be looked at.
  private final Queue<String> reached = new ArrayDeque<>();

  private final Set<String> added = new LinkedHashSet<>();

  /// The fields of the object types that are added.
  private final Map<String, List<FieldDefinition>> served = new LinkedHashMap<>();

  /// Interfaces and unions that are referred to.
  private final Set<String> abstracts = new LinkedHashSet<>();

  private final ListInputs inputs;

  /// By the connection's name: what it lists, and whether all its lists can be counted.
  private final Map<String, Connection> connections = new LinkedHashMap<>();

  private record Connection(String entity, boolean counted) {}

  private boolean collides;

  ServedSchema(Reading reading, Map<String, TypeBinding> types) {
    this.reading = reading;
    this.types = types;
    this.inputs = new ListInputs(reading);
  }

  Map<String, TypeBinding> relayTypes() {
    return relay;
  }

  /// Null when what is served is no schema; then there is a problem.
  @Nullable GraphQLSchema build() {
    reached.add("Query");
    if (types.containsKey("Subscription")) {
      reached.add("Subscription");
    }
    serve();
    inputs.types().forEach(this::generated);
    reached.addAll(inputs.references());
    serve();
    abstracts.forEach(name -> add(Objects.requireNonNull(reading.abstracts().get(name))));
    connections.forEach(this::connection);
    if (collides) {
      return null;
    }
    for (String name : scalars) {
      if (!ScalarInfo.isGraphqlSpecifiedScalar(name)) {
        registry.add(ScalarTypeDefinition.newScalarTypeDefinition().name(name).build());
      }
    }
    return schema();
  }

  private void serve() {
    while (!reached.isEmpty()) {
      String name = reached.remove();
      TypeBinding type = types.get(name);
      EnumTypeDefinition values = reading.enums().get(name);
      AbstractSource several = reading.abstracts().get(name);
      if (type != null) {
        add(type);
      } else if (several != null) {
        abstracts.add(name);
        reached.addAll(several.members());
      } else if (values != null && added.add(name)) {
        add(values);
      } else if (Scalars.logical(name) != null) {
        scalars.add(name);
      }
    }
  }

  private @Nullable GraphQLSchema schema() {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().strictMode(false);
    for (GraphQLScalarType scalar : Scalars.all().values()) {
      // Ours takes the place of what graphql-java has under the name.
      if (!ScalarInfo.isGraphqlSpecifiedScalar(scalar) || scalar.getName().equals("ID")) {
        wiring.scalar(scalar);
      }
    }
    // Which type an object has is known from where it was read.
    abstracts.forEach(name -> wiring.type(name, type -> type.typeResolver(_ -> null)));
    try {
      return new SchemaGenerator().makeExecutableSchema(registry, wiring.build());
    } catch (SchemaProblem e) {
      e.getErrors().forEach(this::invalid);
      return null;
    } catch (GraphQLException e) {
      invalid(Location.of("schema"), e.getMessage());
      return null;
    }
  }

  private void invalid(GraphQLError error) {
    Location location =
        error.getLocations() == null || error.getLocations().isEmpty()
            ? Location.of("schema")
            : Sdl.location(error.getLocations().getFirst());
    invalid(location, error.getMessage());
  }

  private void invalid(Location location, @Nullable String message) {
    reading
        .problems()
        .error(
            "INVALID_SCHEMA",
            location,
            "the served schema is not valid: " + message,
            "Change the types that it names");
  }

  private void add(TypeBinding type) {
    SourceType source = reading.types().get(type.name());
    if (source == null || !added.add(type.name())) {
      return;
    }
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : source.fields().values()) {
      FieldBinding binding = type.fields().get(field.getName());
      if (binding != null && !Sdl.has(field, "inaccessible")) {
        fields.add(field(field, binding));
      }
    }
    ObjectTypeDefinition.Builder definition =
        ObjectTypeDefinition.newObjectTypeDefinition()
            .name(source.name())
            .description(source.description())
            .fieldDefinitions(fields)
            .directives(kept(source.directives()));
    source.interfaces().forEach(name -> definition.implementz(new TypeName(name)));
    registry.add(definition.build());
    served.put(source.name(), fields);
    source.interfaces().forEach(this::implemented);
  }

  /// An interface of a served type is served even where nothing leads to it.
  private void implemented(String name) {
    AbstractSource type = reading.abstracts().get(name);
    if (type != null && abstracts.add(name)) {
      type.type().interfaces().forEach(this::implemented);
    }
  }

  private void add(AbstractSource type) {
    registry.add(
        ServedAbstract.of(
            type, type.members().stream().filter(served::containsKey).map(served::get).toList()));
  }

  static List<Directive> kept(List<Directive> directives) {
    return directives.stream().filter(one -> KEPT.contains(one.getName())).toList();
  }

  private static List<Directive> kept(DirectivesContainer<?> node) {
    return kept(node.getDirectives());
  }

  private FieldDefinition field(FieldDefinition field, FieldBinding binding) {
    reached.add(Sdl.name(field.getType()));
    List<InputValueDefinition> arguments = new ArrayList<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      if (ResolveReader.isRequired(argument)) {
        continue;
      }
      reached.add(Sdl.name(argument.getType()));
      keyInput(Sdl.name(argument.getType()));
      arguments.add(argument.transform(builder -> builder.directives(kept(argument))));
    }
    if (binding instanceof FieldBinding.StreamField(EventStream stream, _)) {
      arguments.addAll(inputs.arguments(stream));
    }
    ListBinding list = binding.listed();
    if (list != null) {
      arguments.addAll(inputs.arguments(list));
      arguments.addAll(Generated.pageArguments(list));
      if (list.shape() == ListBinding.Shape.CONNECTION) {
        reached.add(list.entity());
        connections.merge(
            Sdl.name(field.getType()),
            new Connection(list.entity(), list.access().counts()),
            (one, other) -> new Connection(one.entity(), one.counted() && other.counted()));
      }
    }
    return field.transform(
        builder -> builder.inputValueDefinitions(arguments).directives(kept(field)));
  }

  /// A generated type, whose name must be free.
  private void generated(String name, SDLDefinition<?> type) {
    EnumTypeDefinition own = reading.enums().get(name);
    boolean same = name.equals(ListInputs.DIRECTION) && own != null && isDirection(own);
    SourceType source = reading.types().get(name);
    if (same) {
      reached.add(name);
    } else if (own != null || source != null) {
      collides = true;
      reading
          .problems()
          .error(
              "NAME_TAKEN",
              own != null ? Sdl.location(own) : Objects.requireNonNull(source).location(),
              name + " is the name of a generated type of lists",
              "Rename it");
    } else {
      registry.add(type);
    }
  }

  private static boolean isDirection(EnumTypeDefinition type) {
    return type.getEnumValueDefinitions().stream()
        .map(EnumValueDefinition::getName)
        .collect(java.util.stream.Collectors.toSet())
        .equals(Set.of("ASC", "DESC"));
  }

  private void connection(String connection, Connection what) {
    String entity = what.entity();
    String edge = Relay.edgeName(reading, connection, entity);
    relay.putAll(TypeReader.relay(connection, edge));
    SourceType own = reading.types().get(connection);
    FieldDefinition count = own == null ? null : own.fields().get("totalCount");
    if (count != null && !what.counted()) {
      collides = true;
      reading
          .problems()
          .error(
              "CANNOT_COUNT",
              Sdl.location(count),
              connection + ".totalCount is of lists whose store does not count",
              "Remove it, or give those lists a connection type of their own");
    }
    relayType(connection, () -> Generated.connection(connection, edge, entity, what.counted()));
    relayType(edge, () -> Generated.edge(edge, entity));
    relayType("PageInfo", Generated::pageInfo);
  }

  private void relayType(String name, java.util.function.Supplier<ObjectTypeDefinition> generated) {
    if (!added.add(name)) {
      return;
    }
    SourceType source = reading.types().get(name);
    if (source == null) {
      registry.add(generated.get());
      return;
    }
    registry.add(
        ObjectTypeDefinition.newObjectTypeDefinition()
            .name(name)
            .description(source.description())
            .fieldDefinitions(List.copyOf(source.fields().values()))
            .directives(kept(source.directives()))
            .build());
  }

  private void keyInput(String name) {
    Entity entity =
        name.endsWith("Key") ? reading.entities().get(name.substring(0, name.length() - 3)) : null;
    SourceType source = entity == null ? null : reading.types().get(entity.name());
    if (entity != null && source != null && added.add(name)) {
      registry.add(Generated.key(name, entity, source));
      for (FieldPath path : entity.key()) {
        FieldDefinition field = source.fields().get(path.first());
        if (field != null) {
          reached.add(Sdl.name(field.getType()));
        }
      }
    }
  }

  private void add(EnumTypeDefinition type) {
    registry.add(
        type.transform(builder ->
            builder
                .directives(kept(type))
                .enumValueDefinitions(
                    type.getEnumValueDefinitions().stream()
                        .map(value -> value.transform(one -> one.directives(kept(value))))
                        .toList())));
  }
}
