package dev.polyphony.resolvers.plan;

import static java.util.Objects.requireNonNull;

import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.KeySource;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.resolvers.plan.Planner.Place;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.ColumnField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.FurtherColumnField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.FieldBinding.ValueField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Repeat;
import graphql.language.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans the fields that need a fetch of their own: joins, lookups, lists, native statements.
final class JoinPlanner {
  private final Catalog catalog;
  private final Fetches fetches;
  private final Planner planner;

  /// Hops of paths that start at the same selection share their way.
  private final Map<Hop, Reached> reached = new HashMap<>();

  private record Hop(int selection, String type, String field) {}

  private record Reached(Selection selection, Scope scope, String type) {}

  JoinPlanner(Catalog catalog, Fetches fetches, Planner planner) {
    this.catalog = catalog;
    this.fetches = fetches;
    this.planner = planner;
  }

  Slot lookup(Place place, LookupField field) {
    FetchDraft draft = fetches.byKey(field.mapping(), field.key(), place.scope().fetch());
    KeySource keys = new KeySource.Arguments(place.arguments(), field.arguments());
    return one(place, List.of(), draft, keys, field.entity());
  }

  Slot lookupMany(Place place, LookupManyField field) {
    FetchDraft draft = fetches.byKey(field.mapping(), field.key(), place.scope().fetch());
    KeySource keys =
        new KeySource.ListArgument(place.arguments(), field.argument(), field.objects());
    return many(place, List.of(), draft, keys, Combine.POSITIONS, field.entity());
  }

  Slot list(Place place, ListBinding binding) {
    FetchDraft draft = fetches.list(List.of(), template(place, binding), place.scope().fetch());
    return list(place, List.of(), draft, new KeySource.None(), Combine.LIST, binding);
  }

  Slot join(Place place, Join join) {
    return join(place, new Way(List.of(), place.scope(), place.type()), join);
  }

  /// Entities at the end of a path, each once.
  Slot pathJoin(Place place, PathJoinField field) {
    Repeat repeat = field.repeat();
    return repeat == null
        ? join(place, way(place, field.hops()), field.join())
        : repeated(place, field, repeat);
  }

  /// A fetch for each round, which reads keys, and one for what all of them reach.
  private Slot repeated(Place place, PathJoinField field, Repeat repeat) {
    Join join = field.join();
    List<KeySource.Round> rounds = new ArrayList<>();
    List<String> segments = new ArrayList<>();
    for (int round = 0; round <= repeat.max(); round++) {
      segments.addAll(field.hops());
      Way way = way(place, segments);
      rounds.add(new KeySource.Round(way.hops(), keys(way.scope(), join)));
      segments.add(field.path().last());
    }
    Way all = way(place, segments);
    KeySource keys = new KeySource.Rounds(rounds, all.hops().getLast(), repeat.keep());
    ListBinding binding = join.list();
    if (binding == null) {
      return one(place, all.hops(), single(fetches, all.scope(), join), keys, join.entity());
    }
    ListTemplate template = template(place, binding);
    boolean plain = binding.shape() == Shape.PLAIN && binding.filters().isEmpty();
    if (join.unique() && plain) {
      FetchDraft draft =
          fetches.elements(join.mapping(), join.remote(), template, all.scope().fetch());
      return list(place, all.hops(), draft, keys, Combine.LIST, binding);
    }
    FetchDraft draft = fetches.list(join.remote(), template, all.scope().fetch());
    draft.readOrder();
    return list(place, all.hops(), draft, keys, Combine.MERGE, binding);
  }

  private Slot join(Place place, Way way, Join join) {
    ListBinding binding = join.list();
    if (binding == null) {
      return way.hops().isEmpty()
          ? single(place, join)
          : one(
              place,
              way.hops(),
              single(fetches, way.scope(), join),
              keys(way.scope(), join),
              join.entity());
    }
    KeySource.Cells keys = keys(way.scope(), join);
    boolean elements = join.localColumns().stream().anyMatch(Column::list);
    boolean merges = elements || !way.hops().isEmpty();
    int waitsFor = way.scope().fetch();
    boolean plain = binding.shape() == Shape.PLAIN && binding.filters().isEmpty();
    if (join.unique() && elements && plain && way.hops().isEmpty()) {
      FetchDraft draft =
          fetches.elements(join.mapping(), join.remote(), template(place, binding), waitsFor);
      return list(place, way.hops(), draft, keys, Combine.LIST, binding);
    }
    FetchDraft draft = fetches.list(join.remote(), template(place, binding), waitsFor);
    if (merges) {
      draft.readOrder();
    }
    Combine combine = merges ? Combine.MERGE : Combine.LIST;
    return list(place, way.hops(), draft, keys, combine, binding);
  }

  private Slot single(Place place, Join join) {
    List<Integer> own = keyOnly(place, join);
    if (!own.isEmpty()) {
      ProjectionDraft columns = new ProjectionDraft();
      join.remote().forEach(field -> columns.value(field.first()));
      Scope scope = Scope.of(place.scope().fetch(), columns, place.scope().store());
      return Planner.one(
          place,
          planner.object(
              place.selection(),
              new Origin.KeyOnly(own, place.of()),
              join.entity(),
              place.merged(),
              scope));
    }
    return one(
        place,
        List.of(),
        single(fetches, place.scope(), join),
        keys(place.scope(), join),
        join.entity());
  }

  static FetchDraft single(Fetches fetches, Scope scope, Join join) {
    return join.unique()
        ? fetches.byKey(join.mapping(), join.remote(), scope.fetch())
        : fetches.single(join.mapping(), join.remote(), join.order(), scope.fetch());
  }

  /// The parent's cells that answer a selection of nothing but the key of an entity which the same
  /// store promises to exist; empty where a fetch is needed.
  private List<Integer> keyOnly(Place place, Join join) {
    boolean flat = join.local().stream().noneMatch(FieldPath::isNested);
    boolean flatRemote = join.remote().stream().noneMatch(FieldPath::isNested);
    // Of some rows it is not known before whether they are there for the caller.
    boolean all = join.when() == null && join.mapping().where() == null;
    if (!join.nonNull() || !join.sameStore() || !join.unique() || !flat || !flatRemote || !all) {
      return List.of();
    }
    for (List<Field> merged : planner.fieldsOf(join.entity(), place.merged()).values()) {
      String name = merged.getFirst().getName();
      if (!name.equals("__typename") && !isRemote(join, name)) {
        return List.of();
      }
    }
    List<Integer> cells = new ArrayList<>();
    for (FieldPath local : join.local()) {
      cells.add(place.scope().projection().value(local.first()));
    }
    return cells;
  }

  private boolean isRemote(Join join, String name) {
    return join.remote().contains(FieldPath.of(name))
        && catalog.field(join.entity(), name) instanceof ColumnField;
  }

  private Slot one(
      Place place, List<Selection> hops, FetchDraft draft, KeySource keys, String entity) {
    Selection selection = entities(place, hops, draft, keys, Combine.ONE, entity);
    return new Slot.One(place.key(), selection, place.nonNull(), draft.mapping.store());
  }

  private Slot many(
      Place place,
      List<Selection> hops,
      FetchDraft draft,
      KeySource keys,
      Combine combine,
      String entity) {
    Selection selection = entities(place, hops, draft, keys, combine, entity);
    return new Slot.Many(
        place.key(), selection, place.nonNull(), place.elementNonNull(), draft.mapping.store());
  }

  private static Consumer consumer(
      Place place, List<Selection> hops, KeySource keys, Combine combine) {
    // The first round of a repeated path takes the keys of the owner's own objects.
    String of = hops.isEmpty() || keys instanceof KeySource.Rounds ? place.of() : null;
    return new Consumer(place.selection(), hops, of, keys, combine);
  }

  /// The rows that the fetch answers to this place.
  private Selection entities(
      Place place,
      List<Selection> hops,
      FetchDraft draft,
      KeySource keys,
      Combine combine,
      String entity) {
    int consumer = draft.add(consumer(place, hops, keys, combine));
    Origin origin = new Origin.Fetched(draft.id, consumer);
    return planner.object(place.selection(), origin, entity, place.merged(), Scope.of(draft));
  }

  private Slot list(
      Place place,
      List<Selection> hops,
      FetchDraft draft,
      KeySource keys,
      Combine combine,
      ListBinding binding) {
    if (binding.shape() == Shape.PLAIN) {
      return many(place, hops, draft, keys, combine, binding.entity());
    }
    int consumer = draft.add(consumer(place, hops, keys, combine));
    Selection connection =
        planner.object(
            place.selection(),
            new Origin.Pages(draft.id, consumer),
            place.typeName(),
            place.merged(),
            Scope.ofPages(draft));
    return new Slot.One(place.key(), connection, place.nonNull(), draft.mapping.store());
  }

  static ListTemplate template(Place place, ListBinding binding) {
    return new ListTemplate(place.coordinates(), binding, place.arguments());
  }

  static KeySource.Cells keys(Scope scope, Join join) {
    Formula when = join.when();
    return keys(
        scope,
        join.local(),
        join.localColumns(),
        when == null ? null : Computed.of(when, scope.projection()));
  }

  private static KeySource.Cells keys(Scope scope, List<FieldPath> local, List<Column> columns) {
    return keys(scope, local, columns, null);
  }

  private static KeySource.Cells keys(
      Scope scope, List<FieldPath> local, List<Column> columns, @Nullable Computed when) {
    return new KeySource.Cells(local.stream().map(scope.projection()::way).toList(), columns, when);
  }

  Slot edges(Place place, RelationshipField field) {
    Relationship relationship = field.relationship();
    KeySource keys = keys(place.scope(), relationship.near().key(), field.columns());
    FetchDraft draft =
        fetches.edges(relationship, template(place, field.list()), place.scope().fetch());
    return list(place, List.of(), draft, keys, Combine.LIST, field.list());
  }

  Slot natively(Place place, NativeField field) {
    NativeStatement statement = field.statement();
    KeySource keys =
        field.local().isEmpty()
            ? new KeySource.None()
            : keys(place.scope(), field.local(), field.columns());
    List<FieldPath> key = statement.remote().isEmpty() ? field.local() : statement.remote();
    FetchDraft draft =
        fetches.natively(
            new NativeTemplate(statement, place.arguments(), field.list()),
            key,
            place.scope().fetch());
    String type = field.type();
    if (type != null) {
      return field.list()
          ? many(place, List.of(), draft, keys, Combine.LIST, type)
          : one(place, List.of(), draft, keys, type);
    }
    int consumer = draft.add(new Consumer(place.selection(), place.of(), keys, Combine.ONE));
    Selection row =
        planner.hop(place.selection(), new Origin.Fetched(draft.id, consumer), place.type());
    Column column = statement.row().column(FieldPath.of(place.definition().getName()));
    return new Slot.PathValue(place.key(), List.of(row), value(place, Scope.of(draft), column));
  }

  /// A value that a further mapping of the entity holds.
  Slot further(Place place, FurtherColumnField field) {
    Mapping mapping = field.mapping();
    Hop hop = new Hop(place.selection(), place.type(), mapping.store() + "." + mapping.from());
    Reached there = reached.computeIfAbsent(hop, _ -> further(place, mapping));
    return new Slot.PathValue(
        place.key(), List.of(there.selection()), value(place, there.scope(), field.column()));
  }

  private Reached further(Place place, Mapping mapping) {
    Scope scope = place.scope();
    String type = place.type();
    Entity entity = catalog.entity(type);
    List<Column> columns = entity.key().stream().map(entity.primary().mapping()::column).toList();
    FetchDraft draft = fetches.byKey(mapping, entity.key(), scope.fetch());
    KeySource keys = keys(scope, entity.key(), columns);
    int consumer = draft.add(new Consumer(place.selection(), place.of(), keys, Combine.ONE));
    Selection selection =
        planner.hop(place.selection(), new Origin.Fetched(draft.id, consumer), type);
    return new Reached(selection, Scope.of(draft), type);
  }

  private static Slot.Value value(Place place, Scope scope, Column column) {
    return new Slot.Value(
        place.key(),
        scope.projection().value(column.field()),
        null,
        column,
        place.nonNull(),
        place.elementNonNull(),
        scope.store());
  }

  /// Where a path has come to.
  private record Way(List<Selection> hops, Scope scope, String type) {}

  private Way way(Place place, List<String> segments) {
    List<Selection> hops = new ArrayList<>();
    Scope scope = place.scope();
    String type = place.type();
    int selection = place.selection();
    for (String segment : segments) {
      Scope from = scope;
      String owner = type;
      int parent = selection;
      Hop hop = new Hop(parent, owner, segment);
      Reached next = reached.get(hop);
      if (next == null) {
        String of = parent == place.selection() ? place.of() : null;
        next = reach(parent, of, owner, segment, from);
        reached.put(hop, next);
      }
      hops.add(next.selection());
      scope = next.scope();
      type = next.type();
      selection = next.selection().id();
    }
    return new Way(hops, scope, type);
  }

  /// A value at the end of single joins and embedded objects.
  Slot path(Place place, FieldPath path) {
    Way way = way(place, path.segments().subList(0, path.segments().size() - 1));
    FieldBinding last = catalog.field(way.type(), path.last());
    return switch (last) {
      case ColumnField field ->
          new Slot.PathValue(place.key(), way.hops(), value(place, way.scope(), field.column()));
      case ValueField field ->
          new Slot.PathValue(place.key(), way.hops(), Planner.computed(place, way.scope(), field));
      default -> throw new IllegalStateException(path + " does not end at a value");
    };
  }

  /// All rows of a list on the way, whatever its shape.
  private static ListTemplate all(String type, String field, ListBinding list) {
    ListBinding plain =
        new ListBinding(
            list.entity(),
            list.mapping(),
            Shape.PLAIN,
            List.of(),
            list.order(),
            list.access(),
            list.inputs());
    return new ListTemplate(type + "." + field, plain, new FieldArguments(List.of(), List.of()));
  }

  /// @param of the concrete type of those of the parent's rows that lead on
  private Reached reach(int parent, @Nullable String of, String type, String segment, Scope scope) {
    return switch (catalog.field(type, segment)) {
      case EmbeddedField field -> {
        int index = scope.projection().object(field.column().field());
        Selection selection = planner.hop(parent, new Origin.Embedded(index, of), field.type());
        yield new Reached(selection, scope.nested(scope.projection().nested(index)), field.type());
      }
      case RelationshipField field -> {
        Relationship relationship = field.relationship();
        KeySource keys = keys(scope, relationship.near().key(), field.columns());
        FetchDraft draft =
            fetches.edges(relationship, all(type, segment, field.list()), scope.fetch());
        int consumer = draft.add(new Consumer(parent, of, keys, Combine.LIST));
        String edges = field.list().entity();
        Selection selection = planner.hop(parent, new Origin.Fetched(draft.id, consumer), edges);
        yield new Reached(selection, Scope.of(draft), edges);
      }
      case JoinField field when field.join().list() != null -> {
        Join join = field.join();
        FetchDraft draft =
            fetches.list(
                join.remote(), all(type, segment, requireNonNull(join.list())), scope.fetch());
        int consumer = draft.add(new Consumer(parent, of, keys(scope, join), Combine.LIST));
        Selection selection =
            planner.hop(parent, new Origin.Fetched(draft.id, consumer), join.entity());
        yield new Reached(selection, Scope.of(draft), join.entity());
      }
      case JoinField field -> {
        Join join = field.join();
        FetchDraft draft = single(fetches, scope, join);
        KeySource keys = keys(scope, join);
        int consumer = draft.add(new Consumer(parent, of, keys, Combine.ONE));
        Selection selection =
            planner.hop(parent, new Origin.Fetched(draft.id, consumer), join.entity());
        yield new Reached(selection, Scope.of(draft), join.entity());
      }
      default -> throw new IllegalStateException(type + "." + segment + " is no single object");
    };
  }
}
