package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.EventStream;
import graphql.language.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one operation is answered: selections (places in the response) over fetches. Immutable;
/// shared by all executions of the operation.
public final class Plan {
  private final List<Selection> selections;
  private final List<Fetch> fetches;
  private final @Nullable Document introspection;
  private final @Nullable Stream stream;
  private final List<List<Selection>> children;
  private final List<List<Fetch>> waiting;

  /// @param selections by id, the operation's own first; a selection's parent has a smaller id
  /// @param fetches by id; a fetch depends only on selections that other fetches or the root fill
  /// @param introspection the operation's fields of introspection, as a document of their own
  /// @param stream what a subscription follows; null for other operations
  Plan(
      List<Selection> selections,
      List<Fetch> fetches,
      @Nullable Document introspection,
      @Nullable Stream stream) {
    this.selections = List.copyOf(selections);
    this.fetches = List.copyOf(fetches);
    this.introspection = introspection;
    this.stream = stream;
    this.children = bySelection();
    this.waiting = bySelection();
    for (Selection selection : this.selections) {
      if (selection.parent() >= 0) {
        children.get(selection.parent()).add(selection);
      }
    }
    for (Fetch fetch : this.fetches) {
      fetch.consumers().forEach(consumer -> waiting.get(consumer.parent()).add(fetch));
    }
  }

  /// What a subscription follows. Each event is a row of the root, whose one cell is the message.
  ///
  /// @param message what is read of it: everything, in the order of its columns
  /// @param variables those that the answer to a message depends on: all but those that only say
  ///   which messages are asked for
  public record Stream(
      EventStream of, FieldArguments arguments, Projection message, Set<String> variables) {
    public Stream {
      variables = Set.copyOf(variables);
    }
  }

  /// Whether two callers who may see the same can get different answers to the same.
  public boolean isPersonal() {
    return fetches.stream().anyMatch(Plan::isPersonal)
        || selections.stream()
            .flatMap(selection -> selection.parts().stream())
            .flatMap(part -> part.slots().stream())
            .anyMatch(Plan::isComputed);
  }

  private static boolean isPersonal(Fetch fetch) {
    return fetch.mapping().where() != null
        || fetch.natively() != null
        || fetch.consumers().stream().anyMatch(consumer -> isPersonal(consumer.keys()));
  }

  private static boolean isPersonal(Fetch.KeySource keys) {
    return switch (keys) {
      case Fetch.KeySource.Cells cells -> cells.when() != null;
      case Fetch.KeySource.Rounds rounds ->
          rounds.rounds().stream().anyMatch(round -> round.cells().when() != null);
      case Fetch.KeySource.None _, Fetch.KeySource.Arguments _, Fetch.KeySource.ListArgument _ ->
          false;
    };
  }

  private static boolean isComputed(Slot slot) {
    return switch (slot) {
      case Slot.Value value -> value.computed() != null;
      case Slot.PathValue path -> path.value().computed() != null;
      case Slot.TypeName _,
          Slot.One _,
          Slot.Many _,
          Slot.Cursor _,
          Slot.TotalCount _,
          Slot.PageFlag _,
          Slot.Introspection _,
          Slot.Failed _ ->
          false;
    };
  }

  private <T> List<List<T>> bySelection() {
    return selections.stream().<List<T>>map(_ -> new ArrayList<>(1)).toList();
  }

  public Selection root() {
    return selections.getFirst();
  }

  public List<Selection> selections() {
    return selections;
  }

  public List<Fetch> fetches() {
    return fetches;
  }

  public @Nullable Document introspection() {
    return introspection;
  }

  public @Nullable Stream stream() {
    return stream;
  }

  /// The selections whose objects are held by those of one selection.
  public List<Selection> children(int selection) {
    return Collections.unmodifiableList(children.get(selection));
  }

  /// The fetches that take keys from a selection's objects, once for each place that does.
  public List<Fetch> waiting(int selection) {
    return Collections.unmodifiableList(waiting.get(selection));
  }
}
