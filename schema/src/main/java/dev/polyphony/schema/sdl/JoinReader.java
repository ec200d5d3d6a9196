package dev.polyphony.schema.sdl;

import static java.util.Objects.requireNonNull;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads joins of one type, whose rows have the given columns.
final class JoinReader {
  private final Reading reading;
  private final ListReader lists;

  JoinReader(Reading reading) {
    this.reading = reading;
    this.lists = new ListReader(reading);
  }

  /// @param store where the owner's rows lie
  /// @return null when something is wrong, which is then a problem
  @Nullable FieldBinding read(
      SourceType owner, FieldDefinition field, Map<String, Column> columns, String store) {
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    String target = node == null ? named : node;
    String coordinates = Sdl.coordinates(owner, field);
    Location location = Sdl.location(field);
    Directive directive = Sdl.directive(field, "join");
    AbstractSource several = reading.abstracts().get(target);
    if (several != null) {
      return new AbstractReader(reading)
          .read(owner, field, several, one -> read(owner, one, columns, store));
    }
    if (!reading.isEntity(target)) {
      reading
          .problems()
          .error(
              "JOIN_TO_NO_ENTITY",
              location,
              coordinates + " joins to " + named + ", which is no entity",
              "Bind " + named + " by @entity" + Suggestions.of(named, reading.types().keySet()));
      return null;
    }
    new ShapeCheck(reading).check(owner, field, node != null);
    Entity entity = reading.entities().get(target);
    JoinSides sides = JoinSides.of(reading, owner, field, target);
    if (sides.problem() != null) {
      reading
          .problems()
          .error(
              "AMBIGUOUS_JOIN",
              location,
              coordinates + " does not say what pairs up: " + sides.problem(),
              "Write `on: {local: \"…\", remote: \"…\"}`");
      return null;
    }
    if (entity == null || !sidesFit(owner, field, columns, entity, sides)) {
      return null;
    }
    List<FieldPath> local = sides.local().stream().map(FieldPath::of).toList();
    List<FieldPath> remote = sides.remote().stream().map(FieldPath::of).toList();
    List<Column> localColumns = new ArrayList<>();
    for (String side : sides.local()) {
      localColumns.add(requireNonNull(EntityReader.find(columns, side)));
    }
    BoundMapping keyed = entity.byKey(remote);
    boolean unique = keyed != null;
    boolean sameStore = entity.primary().mapping().store().equals(store);
    boolean nonNull = Sdl.isNonNull(field.getType());
    boolean list = node != null || Sdl.isList(field.getType());
    if (nonNull && !sameStore) {
      reading
          .problems()
          .warning(
              "NON_NULL_ACROSS_STORES",
              location,
              coordinates
                  + " is non-null but served by another store: when that is down, its parent is null",
              "Leave out the `!`");
    }
    if (list) {
      Shape shape = node == null ? Shape.PLAIN : Shape.CONNECTION;
      ListBinding binding =
          lists.read(owner, field, entity, shape, remote, Sdl.flag(directive, "scan"));
      return joined(
          owner,
          field,
          columns,
          new Join(
              target,
              keyed == null ? binding.mapping() : keyed.mapping(),
              local,
              localColumns,
              remote,
              unique,
              binding,
              List.of(),
              sameStore,
              nonNull));
    }
    BoundMapping serving = keyed != null ? keyed : first(entity, remote);
    if (!single(owner, field, columns, entity, serving, local, remote, unique)) {
      return null;
    }
    return joined(
        owner,
        field,
        columns,
        new Join(
            target,
            serving.mapping(),
            local,
            localColumns,
            remote,
            unique,
            null,
            unique ? List.of() : serving.mapping().order(),
            sameStore,
            nonNull));
  }

  private FieldBinding joined(
      SourceType owner, FieldDefinition field, Map<String, Column> columns, Join join) {
    return new FieldBinding.JoinField(new FormulaReader(reading).when(owner, field, columns, join));
  }

  /// The mapping whose declared order gives the first row of these; the primary one when none does.
  private static BoundMapping first(Entity entity, List<FieldPath> remote) {
    for (BoundMapping one : entity.whole()) {
      if (!isKeyOrder(one.mapping()) && serves(one, remote)) {
        return one;
      }
    }
    return entity.primary();
  }

  private static boolean serves(BoundMapping one, List<FieldPath> remote) {
    return one.capabilities().paths().stream()
        .anyMatch(path -> path.serves(Set.copyOf(remote), false, Set.of(), one.mapping().order()));
  }

  private boolean sidesFit(
      SourceType owner,
      FieldDefinition field,
      Map<String, Column> columns,
      Entity entity,
      JoinSides sides) {
    boolean fits = true;
    Set<String> lists = new HashSet<>();
    for (int i = 0; i < sides.local().size(); i++) {
      Column local =
          side(
              owner.name(),
              field,
              sides.local().get(i),
              EntityReader.find(columns, sides.local().get(i)),
              columns);
      Map<String, Column> targets = entity.primary().mapping().columns();
      Column remote =
          side(
              entity.name(),
              field,
              sides.remote().get(i),
              EntityReader.find(targets, sides.remote().get(i)),
              targets);
      if (local == null || remote == null) {
        fits = false;
      } else if (local.type() != remote.type() || local.isObject() || remote.isObject()) {
        reading
            .problems()
            .error(
                "JOIN_TYPES_DIFFER",
                Sdl.location(field),
                Sdl.coordinates(owner, field)
                    + " joins "
                    + owner.name()
                    + "."
                    + sides.local().get(i)
                    + " ("
                    + local.type()
                    + ") with "
                    + entity.name()
                    + "."
                    + sides.remote().get(i)
                    + " ("
                    + remote.type()
                    + ")",
                "Give both fields the same scalar");
        fits = false;
      } else if ((local.list() && !lists.add("local")) || (remote.list() && !lists.add("remote"))) {
        reading
            .problems()
            .error(
                "SEVERAL_LISTS",
                Sdl.location(field),
                Sdl.coordinates(owner, field) + " joins over more than one list",
                "Let one field of a side be a list");
        fits = false;
      }
    }
    return fits;
  }

  private @Nullable Column side(
      String type,
      FieldDefinition field,
      String name,
      @Nullable Column column,
      Map<String, Column> columns) {
    if (column == null) {
      reading
          .problems()
          .error(
              "UNKNOWN_JOIN_FIELD",
              Sdl.location(field),
              "the join of "
                  + field.getName()
                  + " names `"
                  + name
                  + "`, which is no stored field of "
                  + type,
              "Name a stored field; where clients must not see it, mark it @inaccessible"
                  + Suggestions.of(name, columns.keySet()));
    }
    return column;
  }

  private boolean single(
      SourceType owner,
      FieldDefinition field,
      Map<String, Column> columns,
      Entity entity,
      BoundMapping serving,
      List<FieldPath> local,
      List<FieldPath> remote,
      boolean unique) {
    String coordinates = Sdl.coordinates(owner, field);
    Location location = Sdl.location(field);
    if (!field.getInputValueDefinitions().isEmpty()) {
      reading
          .problems()
          .error(
              "ARGUMENT_ON_SINGLE",
              location,
              coordinates + " leads to one " + entity.name() + " and takes no arguments",
              "Remove them, or let it be a list");
      return false;
    }
    boolean list =
        local.stream()
            .map(path -> EntityReader.find(columns, path.toString()))
            .anyMatch(column -> column != null && column.list());
    if (list) {
      reading
          .problems()
          .error(
              "SINGLE_OVER_LIST",
              location,
              coordinates + " is one " + entity.name() + ", but its local side is a list",
              "Declare it as `[" + entity.name() + "!]`");
      return false;
    }
    if (unique) {
      return true;
    }
    Mapping mapping = serving.mapping();
    if (mapping.order().size() == mapping.key().size() && isKeyOrder(mapping)) {
      reading
          .problems()
          .error(
              "SINGLE_WITHOUT_ORDER",
              location,
              coordinates
                  + " is one "
                  + entity.name()
                  + ", but several may match and no order says which",
              "Declare `order:` on @entity of "
                  + entity.name()
                  + ", or a @key, or let it be a list");
      return false;
    }
    if (!serves(serving, remote)) {
      lists.unjoinable(owner, field, mapping, serving.capabilities(), remote);
    }
    return true;
  }

  private static boolean isKeyOrder(Mapping mapping) {
    return mapping.order().stream().map(FieldOrder::field).allMatch(mapping.key()::contains)
        && mapping.order().equals(MappingReader.completed(List.of(), mapping.key()));
  }
}
