package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Repeat.Keep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One batched request to one store. It runs once, when the objects of all its consumers' parents
/// are there.
///
/// @param id its index in the plan
/// @param relationship for edges: which; the keys are then those of its near vertices, and
///   `mapping` is that of the edges
/// @param natively for a native statement: which; `mapping` is then that of its rows
/// @param key for rows by unique key, and for related rows: the fields that the keys are for; empty
///   for all rows of the mapping
/// @param byKey whether `key` is a unique key
/// @param list filter, order and page; null for rows by key and for a single related row
/// @param order the order of related rows and lists where none is asked for; empty for rows by key
/// @param readsOrder whether the fields of the order are read too, for cursors or to merge
/// @param counted whether the rows of all pages are counted too
public record Fetch(
    int id,
    Mapping mapping,
    @Nullable Relationship relationship,
    @Nullable NativeTemplate natively,
    List<FieldPath> key,
    boolean byKey,
    @Nullable ListTemplate list,
    List<FieldOrder> order,
    boolean readsOrder,
    boolean counted,
    Projection projection,
    List<Consumer> consumers) {
  public Fetch {
    key = List.copyOf(key);
    order = List.copyOf(order);
    consumers = List.copyOf(consumers);
  }

  /// The columns that keys are bound to.
  public List<Column> keyColumns() {
    if (natively != null) {
      return natively.statement().keys().stream().map(Parameter::column).toList();
    }
    Mapping keyed = relationship == null ? mapping : relationship.near();
    return key.stream().map(keyed::column).toList();
  }

  /// Filter and page of a list, with the arguments that give them.
  ///
  /// @param field such as `Query.airports`; cursors of other fields do not fit
  public record ListTemplate(String field, ListBinding binding, FieldArguments arguments) {}

  /// A native statement with the arguments that give its values.
  ///
  /// @param list whether all rows of a parent are wanted, or the first
  public record NativeTemplate(NativeStatement statement, FieldArguments arguments, boolean list) {}

  /// One place that takes keys to the fetch and rows from it.
  ///
  /// @param owner the selection whose objects get the rows
  /// @param hops from the owner to the selection whose objects give the keys; none: they are the
  ///   owner's
  /// @param type without hops: the concrete type of those of the owner's objects that count; null
  ///   where all are of one
  /// @param keys where they come from
  /// @param combine what becomes of the rows of one parent
  public record Consumer(
      int owner, List<Selection> hops, @Nullable String type, KeySource keys, Combine combine) {
    public Consumer {
      hops = List.copyOf(hops);
    }

    public Consumer(int owner, @Nullable String type, KeySource keys, Combine combine) {
      this(owner, List.of(), type, keys, combine);
    }

    /// The selection whose objects give the keys.
    public int parent() {
      return hops.isEmpty() ? owner : hops.getLast().id();
    }
  }

  /// Where the keys of a consumer come from.
  public sealed interface KeySource {
    /// There are none: the fetch reads a list at the root.
    record None() implements KeySource {}

    /// One key for each of the parent's rows. A cell is found by a way through the row and its
    /// embedded objects; where one of them holds a list, there is a key for each element.
    ///
    /// @param when which of the rows have one; null where all do
    record Cells(List<int[]> cells, List<Column> columns, @Nullable Computed when)
        implements KeySource {
      public Cells {
        cells = List.copyOf(cells);
        columns = List.copyOf(columns);
      }
    }

    /// A key for each row that a repeated path reaches, of as many rounds as it may take.
    ///
    /// @param rounds from the owner itself on, by length; the last gives the keys with which the
    ///   path would lead on
    /// @param beyond where it would come to with those
    record Rounds(List<Round> rounds, Selection beyond, Keep keep) implements KeySource {
      public Rounds {
        rounds = List.copyOf(rounds);
      }
    }

    /// @param hops from the owner to the selection whose objects have the cells
    record Round(List<Selection> hops, Cells cells) {
      public Round {
        hops = List.copyOf(hops);
      }
    }

    /// One key, of the field's arguments.
    record Arguments(FieldArguments arguments, List<String> names) implements KeySource {
      public Arguments {
        names = List.copyOf(names);
      }
    }

    /// A key for each element of one argument; input objects by field name where `objects` is set.
    record ListArgument(FieldArguments arguments, String name, boolean objects)
        implements KeySource {}
  }

  /// What a consumer makes of the rows of one parent.
  public enum Combine {
    /// At most one row.
    ONE,
    /// The rows as they come; with several keys for one parent, those of one key after those of
    /// another.
    LIST,
    /// A row or null for each key.
    POSITIONS,
    /// The rows of several keys merged on the order, each row once.
    MERGE
  }
}
