package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.Mapping;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads fields that lead to an interface or a union: once for each member, as if it were the only
/// one, and then what all of them have in common.
final class AbstractReader {
  private final Reading reading;
  private final ListReader lists;

  AbstractReader(Reading reading) {
    this.reading = reading;
    this.lists = new ListReader(reading);
  }

  /// Reads a field that leads to one member.
  @FunctionalInterface
  interface One {
    @Nullable FieldBinding read(FieldDefinition field);
  }

  /// @return null when something is wrong, which is then a problem
  @Nullable FieldBinding read(
      SourceType owner, FieldDefinition field, AbstractSource type, One one) {
    List<FieldBinding> members = new ArrayList<>();
    boolean complete = !type.members().isEmpty();
    for (String member : type.members()) {
      if (!reading.isEntity(member)) {
        if (reading.types().containsKey(member)) {
          noEntity(owner, field, type, member);
        }
        complete = false;
        continue;
      }
      FieldBinding read = one.read(as(field, type, member));
      complete &= read != null;
      if (read != null) {
        members.add(read);
      }
    }
    if (!complete) {
      return null;
    }
    List<ListBinding> listed =
        members.stream().map(FieldBinding::listed).filter(Objects::nonNull).toList();
    return listed.isEmpty()
        ? single(owner, field, type, members)
        : list(owner, field, type, members, listed);
  }

  /// The field as it would be if it led to the member alone.
  private static FieldDefinition as(FieldDefinition field, AbstractSource type, String member) {
    boolean itself = Sdl.name(field.getType()).equals(type.name());
    String name = itself ? member : member + "Connection";
    return field.transform(builder -> builder.type(Sdl.renamed(field.getType(), name)));
  }

  private void noEntity(
      SourceType owner, FieldDefinition field, AbstractSource type, String member) {
    reading
        .problems()
        .error(
            "MEMBER_NO_ENTITY",
            Sdl.location(field),
            Sdl.coordinates(owner, field)
                + " leads to "
                + type.what()
                + ", whose member "
                + member
                + " is no entity",
            "Bind " + member + " by @entity");
  }

  private @Nullable FieldBinding single(
      SourceType owner, FieldDefinition field, AbstractSource type, List<FieldBinding> members) {
    List<Join> joins = new ArrayList<>();
    for (FieldBinding member : members) {
      if (member instanceof JoinField(Join join)) {
        joins.add(join);
      }
    }
    List<Mapping> mappings = joins.stream().map(Join::mapping).toList();
    if (joins.stream().map(Join::order).distinct().count() > 1
        || (!joins.isEmpty() && !alike(joins.getFirst().order(), mappings))) {
      noOrder(owner, field, type, "takes the first " + type.name());
      return null;
    }
    return new AbstractField(type.name(), null, members);
  }

  private @Nullable FieldBinding list(
      SourceType owner,
      FieldDefinition field,
      AbstractSource type,
      List<FieldBinding> members,
      List<ListBinding> listed) {
    List<FieldOrder> order = order(field, members, listed);
    if (order == null) {
      noOrder(owner, field, type, "lists " + type.name() + " objects");
      return null;
    }
    List<FieldBinding> ordered = members.stream().map(member -> ordered(member, order)).toList();
    boolean primary = listed.stream().allMatch(list -> list.inputs().equals(list.entity()));
    String inputs = primary ? type.name() : owner.name() + Sdl.capitalised(field.getName());
    return new AbstractField(type.name(), Common.list(type, listed, order, inputs), ordered);
  }

  private static FieldBinding ordered(FieldBinding member, List<FieldOrder> order) {
    return switch (member) {
      case ListField(ListBinding list) -> new ListField(list.in(order));
      case JoinField(Join join) -> {
        ListBinding list = join.list();
        yield list == null ? member : new JoinField(join.with(list.in(order)));
      }
      default -> throw new IllegalStateException("no list of entities: " + member);
    };
  }

  /// The order that all lists have, else that by key.
  private @Nullable List<FieldOrder> order(
      FieldDefinition field, List<FieldBinding> members, List<ListBinding> listed) {
    List<FieldOrder> own = listed.getFirst().order();
    List<Mapping> mappings = listed.stream().map(ListBinding::mapping).toList();
    if (listed.stream().allMatch(list -> list.order().equals(own)) && alike(own, mappings)) {
      return own;
    }
    List<FieldPath> key = listed.getFirst().mapping().key();
    List<FieldOrder> byKey = MappingReader.completed(List.of(), key);
    boolean served = alike(byKey, mappings);
    for (int i = 0; i < listed.size() && served; i++) {
      ListBinding list = listed.get(i);
      List<FieldPath> bound =
          members.get(i) instanceof JoinField(Join join) ? join.remote() : List.of();
      served = list.mapping().key().equals(key) && lists.serves(field, list, bound, byKey);
    }
    return served ? byKey : null;
  }

  /// Whether the values of an order's fields compare in the same way in all of them.
  private static boolean alike(List<FieldOrder> order, List<Mapping> mappings) {
    Mapping first = mappings.getFirst();
    for (FieldOrder one : order) {
      Column column = first.column(one.field());
      for (Mapping mapping : mappings) {
        Column other = mapping.find(one.field());
        if (other == null || !Common.sameOrder(column, other)) {
          return false;
        }
      }
    }
    return true;
  }

  private void noOrder(SourceType owner, FieldDefinition field, AbstractSource type, String does) {
    reading
        .problems()
        .error(
            "NO_COMMON_ORDER",
            Sdl.location(field),
            Sdl.coordinates(owner, field)
                + " "
                + does
                + ", but "
                + String.join(", ", type.members())
                + " have no order in common",
            "Give them keys of the same fields and types, or the same `order:` on @entity");
  }
}
