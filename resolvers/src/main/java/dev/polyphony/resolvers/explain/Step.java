package dev.polyphony.resolvers.explain;

import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a plan and the steps that wait for it.
///
/// @param paths the places in the response that it serves: response keys, joined by dots
/// @param read what is read, and where; null when no store is asked
/// @param figures what it did; null when the plan was not run
/// @param steps those that take their keys from this one's rows
public record Step(
    StepKind kind,
    List<String> paths,
    @Nullable Read read,
    @Nullable Figures figures,
    List<Step> steps) {
  public Step {
    paths = List.copyOf(paths);
    steps = List.copyOf(steps);
  }

  /// What a store is asked for, without values: `{$args.x}` is an argument, `{$this.x}` a field of
  /// the parent's row.
  ///
  /// @param kind the store's kind, such as `postgresql`
  /// @param from the source in the store
  /// @param text of a native statement, with its placeholders; null for all others
  /// @param direction of edges, seen from the parent; null for all others
  /// @param type the GraphQL type of the rows
  /// @param mapping which of the entity's mappings this is, and why; empty where it has one
  /// @param key where keys come from, such as `code = {$this.countryCode}`
  /// @param fields what is read of each row, dotted inside embedded objects
  /// @param filter all of these must hold
  /// @param order such as `name ASC`
  /// @param page how many rows for each parent; empty where the key is unique
  public record Read(
      String store,
      String kind,
      String from,
      @Nullable String text,
      @Nullable EdgeDirection direction,
      String type,
      String mapping,
      List<String> key,
      List<String> fields,
      List<String> filter,
      List<String> order,
      String page) {
    public Read {
      key = List.copyOf(key);
      fields = List.copyOf(fields);
      filter = List.copyOf(filter);
      order = List.copyOf(order);
    }
  }
}
