package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Repeat;
import dev.polyphony.schema.catalog.Repeat.Keep;
import dev.polyphony.schema.catalog.TypeBinding;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads entities that are reached through other fields, some of which may lead to several.
final class PathJoinReader {
  private static final String REMEDY =
      "Write names of joins, relationships and embedded objects, of which the last leads to the"
          + " entity";

  private final Reading reading;
  private final Map<String, TypeBinding> types;

  PathJoinReader(Reading reading, Map<String, TypeBinding> types) {
    this.reading = reading;
    this.types = types;
  }

  /// Whether a field's type is an entity or a connection of one.
  static boolean leadsToEntity(Reading reading, FieldDefinition field) {
    return reading.isEntity(target(reading, field));
  }

  private static String target(Reading reading, FieldDefinition field) {
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    return node == null ? named : node;
  }

  /// What a path has come to.
  ///
  /// @param store where the rows of `type` lie
  private record At(String type, @Nullable String store, boolean several) {}

  /// @return null when something is wrong, which is then a problem
  @Nullable FieldBinding read(SourceType owner, FieldDefinition field, FieldPath path) {
    boolean repeats = RepeatReader.repeats(field);
    At at = new At(owner.name(), null, false);
    List<String> hops = path.segments().subList(0, path.segments().size() - 1);
    if (hops.isEmpty() && !repeats) {
      wrong(owner, field, path, "has one step only; copy the @join of that field");
      return null;
    }
    for (String segment : hops) {
      At next = step(at, segment);
      if (next == null) {
        String what = "`" + segment + "`, which " + at.type() + " does not lead to";
        wrong(owner, field, path, "names " + what);
        return null;
      }
      if (needsArguments(at.type(), segment)) {
        wrong(owner, field, path, "goes through `" + segment + "`, which needs arguments");
        return null;
      }
      at = next;
    }
    Repeat repeat = repeats ? new RepeatReader(reading).read(owner, field) : null;
    return repeats && repeat == null ? null : end(owner, field, path, at, repeat);
  }

  private @Nullable FieldBinding binding(String type, String field) {
    TypeBinding known = types.get(type);
    return known == null ? null : known.fields().get(field);
  }

  private boolean needsArguments(String type, String name) {
    SourceType source = reading.types().get(type);
    FieldDefinition field = source == null ? null : source.fields().get(name);
    return field != null
        && field.getInputValueDefinitions().stream()
            .anyMatch(one -> Sdl.isNonNull(one.getType()) && one.getDefaultValue() == null);
  }

  private @Nullable At step(At at, String segment) {
    return switch (binding(at.type(), segment)) {
      case JoinField(Join join) ->
          new At(join.entity(), join.mapping().store(), at.several() || join.list() != null);
      case RelationshipField field -> new At(field.list().entity(), null, true);
      case EmbeddedField field ->
          new At(field.type(), at.store(), at.several() || field.column().list());
      case null, default -> null;
    };
  }

  private @Nullable FieldBinding end(
      SourceType owner, FieldDefinition field, FieldPath path, At at, @Nullable Repeat repeat) {
    String target = target(reading, field);
    FieldBinding last = binding(at.type(), path.last());
    Join join =
        switch (last) {
          case JoinField(Join known) when known.list() != null || known.unique() -> known;
          case EmbeddedField end when reading.isEntity(end.type()) -> farEnd(end, path.last());
          case null, default -> null;
        };
    if (join == null || !join.entity().equals(target)) {
      wrong(
          owner,
          field,
          path,
          "ends at `" + path.last() + "`, which is no join of " + at.type() + " to " + target);
      return null;
    }
    boolean elements = join.localColumns().stream().anyMatch(Column::list);
    boolean many = at.several() || join.list() != null || elements;
    if (many && repeat != null && repeat.keep() == Keep.LAST) {
      wrong(owner, field, path, "leads to several, of which none is the last; write `keep: ALL`");
      return null;
    }
    boolean several = many || (repeat != null && repeat.keep() == Keep.ALL);
    boolean connection = Relay.node(reading, Sdl.name(field.getType())) != null;
    boolean list = connection || Sdl.isList(field.getType());
    if (several != list) {
      wrong(owner, field, path, "leads to " + (several ? "several; declare a list" : "one only"));
      return null;
    }
    if (needsArguments(at.type(), path.last())) {
      wrong(owner, field, path, "ends at `" + path.last() + "`, which needs arguments");
      return null;
    }
    Entity entity = reading.entities().get(target);
    if (entity == null) {
      return null;
    }
    new ShapeCheck(reading).check(owner, field, connection);
    Shape shape = connection ? Shape.CONNECTION : Shape.PLAIN;
    return new PathJoinField(path, joined(owner, field, entity, join, list ? shape : null), repeat);
  }

  private Join joined(
      SourceType owner, FieldDefinition field, Entity entity, Join join, @Nullable Shape shape) {
    ListBinding binding =
        shape == null
            ? null
            : new ListReader(reading)
                .read(
                    owner,
                    field,
                    entity,
                    shape,
                    join.remote(),
                    Sdl.flag(Sdl.directive(field, "join"), "scan"));
    BoundMapping keyed = entity.byKey(join.remote());
    return new Join(
        join.entity(),
        binding != null && keyed == null ? binding.mapping() : join.mapping(),
        join.local(),
        join.localColumns(),
        join.remote(),
        join.unique(),
        binding,
        List.of(),
        // Between the two lie other stores, so that nothing is promised.
        false,
        Sdl.isNonNull(field.getType()),
        join.when());
  }

  /// The vertex at an end of an edge, found by its key.
  private @Nullable Join farEnd(EmbeddedField end, String name) {
    Entity entity = reading.entities().get(end.type());
    if (entity == null || end.column().list()) {
      return null;
    }
    List<FieldPath> local = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (FieldPath key : entity.key()) {
      local.add(FieldPath.of(name + "." + key));
      Column column = EntityReader.find(end.column().nested(), key.toString());
      if (column == null) {
        return null;
      }
      columns.add(column);
    }
    return new Join(
        entity.name(),
        entity.primary().mapping(),
        local,
        columns,
        entity.key(),
        true,
        null,
        List.of(),
        false,
        false);
  }

  private void wrong(SourceType owner, FieldDefinition field, FieldPath path, String what) {
    reading
        .problems()
        .error(
            "WRONG_PATH",
            Sdl.location(field),
            "the path `" + path + "` of " + Sdl.coordinates(owner, field) + " " + what,
            REMEDY);
  }
}
