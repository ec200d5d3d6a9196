package dev.polyphony.resolvers.plan;

import static java.util.Objects.requireNonNull;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.ColumnField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.FurtherColumnField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.FieldBinding.PathField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.FieldBinding.RelayField;
import dev.polyphony.schema.catalog.FieldBinding.StreamField;
import dev.polyphony.schema.catalog.FieldBinding.ValueField;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the plan of one operation: walks its fields from the root, gives each object type in the
/// response a selection, and each request to a store a fetch. Values of variables are not looked
/// at.
public final class Planner {
  private final Catalog catalog;
  private final FieldCollector collector;
  private final Fetches fetches;
  private final List<@Nullable Selection> selections = new ArrayList<>();
  private final JoinPlanner joins;
  private final MemberPlanner members;
  private final Restrictions restrictions;

  private Planner(Catalog catalog, Map<String, FragmentDefinition> fragments, Variation variation) {
    this.catalog = catalog;
    this.collector = new FieldCollector(catalog.schema(), fragments, variation.flags());
    this.restrictions = new Restrictions(catalog.access(), variation.held());
    this.fetches = new Fetches();
    this.joins = new JoinPlanner(catalog, fetches, this);
    this.members = new MemberPlanner(fetches, this);
  }

  public static Plan plan(
      Catalog catalog,
      OperationDefinition operation,
      Map<String, FragmentDefinition> fragments,
      Variation variation) {
    Planner planner = new Planner(catalog, fragments, variation);
    GraphQLObjectType type = rootType(catalog, operation);
    Map<String, List<Field>> fields = planner.collector.collect(type, operation.getSelectionSet());
    int root = planner.reserve();
    Scope scope = Scope.root();
    Plan.Stream stream = stream(catalog, type, fields, fragments, scope);
    planner.store(
        new Selection(
            root, -1, new Origin.Root(), List.of(planner.part(root, null, type, fields, scope))));
    return new Plan(
        planner.selections.stream().map(Objects::requireNonNull).toList(),
        planner.fetches.finished(),
        IntrospectionDocument.of(operation, fields, fragments.values()),
        stream);
  }

  /// The type of the operation's root object; only operations of a valid document come here.
  public static GraphQLObjectType rootType(Catalog catalog, OperationDefinition operation) {
    return requireNonNull(
        switch (operation.getOperation()) {
          case QUERY -> catalog.schema().getQueryType();
          case MUTATION -> catalog.schema().getMutationType();
          case SUBSCRIPTION -> catalog.schema().getSubscriptionType();
        });
  }

  /// What an operation follows: the whole message is read, whatever is asked of it, so that all
  /// operations over a stream can share what was read. Null for a query.
  private static Plan.@Nullable Stream stream(
      Catalog catalog,
      GraphQLObjectType type,
      Map<String, List<Field>> fields,
      Map<String, FragmentDefinition> fragments,
      Scope scope) {
    for (List<Field> merged : fields.values()) {
      GraphQLFieldDefinition definition = type.getFieldDefinition(merged.getFirst().getName());
      if (definition != null
          && catalog.type(type.getName()).fields().get(definition.getName())
              instanceof StreamField(EventStream stream, _)) {
        int message = scope.projection().object(EventStream.MESSAGE);
        scope.projection().nested(message).all(stream.message().columns());
        return new Plan.Stream(
            stream,
            new FieldArguments(definition.getArguments(), merged.getFirst().getArguments()),
            scope.projection().nested(message).toProjection(),
            VariableUses.below(merged, fragments));
      }
    }
    return null;
  }

  int reserve() {
    selections.add(null);
    return selections.size() - 1;
  }

  /// Plans the objects of one type at one place.
  Selection object(int parent, Origin origin, String type, List<Field> merged, Scope scope) {
    int id = reserve();
    List<Selection.Part> parts = new ArrayList<>();
    if (catalog.schema().getType(type) instanceof GraphQLObjectType objectType) {
      parts.add(part(id, null, objectType, collector.collect(objectType, merged), scope));
    } else {
      scope
          .members()
          .forEach((member, own) -> {
            GraphQLObjectType objectType = requireNonNull(catalog.schema().getObjectType(member));
            parts.add(part(id, member, objectType, collector.collect(objectType, merged), own));
          });
    }
    return store(new Selection(id, parent, origin, parts));
  }

  Map<String, List<Field>> fieldsOf(String type, List<Field> merged) {
    return collector.collect(requireNonNull(catalog.schema().getObjectType(type)), merged);
  }

  /// A selection without fields, as a hop on a path.
  Selection hop(int parent, Origin origin, String type) {
    int id = reserve();
    return store(new Selection(id, parent, origin, List.of(new Selection.Part(type, List.of()))));
  }

  private Selection store(Selection selection) {
    selections.set(selection.id(), selection);
    return selection;
  }

  /// @param of the type where it is one of several at this place
  private Selection.Part part(
      int id,
      @Nullable String of,
      GraphQLObjectType type,
      Map<String, List<Field>> fields,
      Scope scope) {
    List<Slot> slots = new ArrayList<>();
    fields.forEach((key, merged) -> slots.add(slot(id, of, type, key, merged, scope)));
    return new Selection.Part(type.getName(), slots);
  }

  private Slot slot(
      int id,
      @Nullable String of,
      GraphQLObjectType type,
      String key,
      List<Field> merged,
      Scope scope) {
    String name = merged.getFirst().getName();
    if (name.equals("__typename")) {
      return new Slot.TypeName(key, type.getName());
    }
    if (IntrospectionDocument.isIntrospection(merged.getFirst())) {
      return new Slot.Introspection(key, name.equals("__schema"));
    }
    GraphQLFieldDefinition definition = type.getFieldDefinition(name);
    Place place = new Place(id, of, type.getName(), key, merged, definition, scope);
    Slot denied = restrictions.denied(place);
    return denied != null ? denied : bound(place);
  }

  private Slot bound(Place place) {
    return bound(place, catalog.field(place.type(), place.definition().getName()));
  }

  private Slot bound(Place place, FieldBinding binding) {
    return switch (binding) {
      case ColumnField field -> value(place, field.column());
      case ValueField field -> computed(place, place.scope(), field);
      case EmbeddedField field -> embedded(place, field);
      case JoinField field -> joins.join(place, field.join());
      case RelationshipField field -> joins.edges(place, field);
      case FurtherColumnField field -> joins.further(place, field);
      case PathField field -> joins.path(place, field.path());
      case NativeField field -> joins.natively(place, field);
      case PathJoinField field -> joins.pathJoin(place, field);
      case LookupField field -> joins.lookup(place, field);
      case LookupManyField field -> joins.lookupMany(place, field);
      case ListField field -> joins.list(place, field.list());
      case AbstractField field -> members.members(place, field);
      case StreamField field -> bound(place, field.payload());
      case RelayField field -> relay(place, field.part());
    };
  }

  /// A field at its place.
  ///
  /// @param of its type, where the objects of the selection are of several; else null
  record Place(
      int selection,
      @Nullable String of,
      String type,
      String key,
      List<Field> merged,
      GraphQLFieldDefinition definition,
      Scope scope) {
    boolean nonNull() {
      return GraphQLTypeUtil.isNonNull(definition.getType());
    }

    boolean elementNonNull() {
      GraphQLType type = GraphQLTypeUtil.unwrapNonNull(definition.getType());
      return type instanceof GraphQLList list && list.getWrappedType() instanceof GraphQLNonNull;
    }

    String typeName() {
      return GraphQLTypeUtil.unwrapAll(definition.getType()).getName();
    }

    String coordinates() {
      return type + "." + definition.getName();
    }

    FieldArguments arguments() {
      return new FieldArguments(definition.getArguments(), merged.getFirst().getArguments());
    }
  }

  static Slot.Value value(Place place, Column column) {
    return new Slot.Value(
        place.key(),
        place.scope().projection().value(column.field()),
        null,
        column,
        place.nonNull(),
        place.elementNonNull(),
        place.scope().store());
  }

  static Slot.Value computed(Place place, Scope scope, ValueField field) {
    return new Slot.Value(
        place.key(),
        -1,
        Computed.of(field.formula(), scope.projection()),
        field.column(),
        place.nonNull(),
        place.elementNonNull(),
        scope.store());
  }

  private Slot embedded(Place place, EmbeddedField field) {
    Scope scope = place.scope();
    int index = scope.projection().object(field.column().field());
    Scope nested = scope.nested(scope.projection().nested(index));
    Selection selection =
        object(
            place.selection(),
            new Origin.Embedded(index, place.of()),
            field.type(),
            place.merged(),
            nested);
    return field.column().list() ? many(place, selection) : one(place, selection);
  }

  static Slot one(Place place, Selection selection) {
    return new Slot.One(place.key(), selection, place.nonNull(), storeOf(place));
  }

  static Slot many(Place place, Selection selection) {
    return new Slot.Many(
        place.key(), selection, place.nonNull(), place.elementNonNull(), storeOf(place));
  }

  private static @Nullable String storeOf(Place place) {
    return place.scope().store();
  }

  private Slot relay(Place place, RelayField.Part part) {
    return switch (part) {
      case EDGES, NODES -> many(place, again(place, new Origin.PageRows()));
      case PAGE_INFO, NODE -> one(place, again(place, new Origin.Same()));
      case CURSOR -> cursor(place, Slot.Cursor.Place.ROW);
      case START_CURSOR -> cursor(place, Slot.Cursor.Place.PAGE_START);
      case END_CURSOR -> cursor(place, Slot.Cursor.Place.PAGE_END);
      case HAS_NEXT_PAGE -> new Slot.PageFlag(place.key(), true);
      case HAS_PREVIOUS_PAGE -> new Slot.PageFlag(place.key(), false);
      case TOTAL_COUNT -> count(place);
    };
  }

  private Selection again(Place place, Origin origin) {
    return object(place.selection(), origin, place.typeName(), place.merged(), place.scope());
  }

  private Slot cursor(Place place, Slot.Cursor.Place of) {
    List<FetchDraft> pages = place.scope().pages();
    if (pages.isEmpty()) {
      return outside(place);
    }
    Slot denied = restrictions.deniedCursor(place, pages.getFirst().listField());
    if (denied != null) {
      return denied;
    }
    pages.forEach(FetchDraft::readOrder);
    return new Slot.Cursor(place.key(), place.nonNull(), of);
  }

  private static Slot count(Place place) {
    List<FetchDraft> pages = place.scope().pages();
    if (pages.isEmpty()) {
      return outside(place);
    }
    pages.forEach(FetchDraft::count);
    return new Slot.TotalCount(place.key(), place.nonNull());
  }

  private static Slot outside(Place place) {
    return new Slot.Failed(
        place.key(),
        place.nonNull(),
        FieldError.of(ErrorCode.INTERNAL, "No page outside a connection"));
  }
}
