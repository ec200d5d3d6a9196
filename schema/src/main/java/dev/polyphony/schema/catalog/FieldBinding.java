package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a field's value comes from.
public sealed interface FieldBinding {
  /// The list that the field is, or null.
  default @Nullable ListBinding listed() {
    return switch (this) {
      case ListField root -> root.list();
      case JoinField join -> join.join().list();
      case PathJoinField path -> path.join().list();
      case RelationshipField relationship -> relationship.list();
      case AbstractField several -> several.list();
      case ColumnField _,
          EmbeddedField _,
          FurtherColumnField _,
          ValueField _,
          PathField _,
          NativeField _,
          LookupField _,
          LookupManyField _,
          StreamField _,
          RelayField _ ->
          null;
    };
  }

  /// A value, or a list of values, of the own row.
  record ColumnField(Column column) implements FieldBinding {}

  /// An embedded object, or a list of such, of the own row.
  record EmbeddedField(Column column, String type) implements FieldBinding {}

  /// An entity, or a list of such, found by equal values.
  record JoinField(Join join) implements FieldBinding {}

  /// A value that a further mapping of the own entity holds, in another store: found there by the
  /// entity's key.
  record FurtherColumnField(Column column, Mapping mapping) implements FieldBinding {}

  /// A value that is computed from the own row.
  ///
  /// @param column what it is like: a value that no store holds
  record ValueField(Column column, Formula formula) implements FieldBinding {}

  /// Edges, or the entities at their far ends, in both cases as rows of the relationship's edge
  /// mapping.
  ///
  /// @param columns those of the near vertex' key in the own row
  record RelationshipField(Relationship relationship, List<Column> columns, ListBinding list)
      implements FieldBinding {
    public RelationshipField {
      columns = List.copyOf(columns);
    }
  }

  /// A value reached through joins and embedded objects already declared, all of them single.
  record PathField(FieldPath path) implements FieldBinding {}

  /// Entities reached through joins, relationships and embedded objects already declared: those of
  /// all rows at its end, each once.
  ///
  /// @param path ends with the field that the join is of
  /// @param repeat null where the path is followed once
  record PathJoinField(FieldPath path, Join join, @Nullable Repeat repeat) implements FieldBinding {
    /// The way to the rows whose join it is.
    public List<String> hops() {
      return path.segments().subList(0, path.segments().size() - 1);
    }
  }

  /// What a statement in a store's own language gives.
  ///
  /// @param type the type of its rows; null where the field is a value of the first one, under the
  ///   field's name
  /// @param list whether all rows are answered, or the first
  /// @param local the own fields that give the statement's keys, in their order
  /// @param columns those of `local`
  record NativeField(
      NativeStatement statement,
      @Nullable String type,
      boolean list,
      List<FieldPath> local,
      List<Column> columns)
      implements FieldBinding {
    public NativeField {
      local = List.copyOf(local);
      columns = List.copyOf(columns);
    }
  }

  /// At the root: one entity by a unique key. `arguments` pair with `key`.
  record LookupField(String entity, Mapping mapping, List<String> arguments, List<FieldPath> key)
      implements FieldBinding {}

  /// At the root: entities by a list of keys, answered by position. When the key is composite (or
  /// the argument's type is a generated key input), the list holds input objects by field name.
  record LookupManyField(
      String entity, Mapping mapping, String argument, List<FieldPath> key, boolean objects)
      implements FieldBinding {}

  /// At the root: a list of entities.
  record ListField(ListBinding list) implements FieldBinding {}

  /// Objects of several types, the members of an interface or a union: for each of them what leads
  /// to it, as if it were the only one.
  ///
  /// @param type the interface or union
  /// @param list what the members' lists have in common; null where they are no lists
  /// @param members all of them lookups, lists or joins
  record AbstractField(String type, @Nullable ListBinding list, List<FieldBinding> members)
      implements FieldBinding {
    public AbstractField {
      members = List.copyOf(members);
    }
  }

  /// At the root of subscriptions: a message of each event, or the entity that it names.
  ///
  /// @param payload how the field is answered from the operation's root row, which is
  ///   [EventStream]'s
  record StreamField(EventStream stream, FieldBinding payload) implements FieldBinding {}

  /// A field of a connection, of its edges, or of its page info.
  record RelayField(Part part) implements FieldBinding {
    public enum Part {
      EDGES,
      NODES,
      PAGE_INFO,
      TOTAL_COUNT,
      NODE,
      CURSOR,
      HAS_NEXT_PAGE,
      HAS_PREVIOUS_PAGE,
      START_CURSOR,
      END_CURSOR
    }
  }
}
