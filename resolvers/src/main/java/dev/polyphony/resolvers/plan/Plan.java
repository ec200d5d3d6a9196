package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.EventStream;
import graphql.language.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  public record Stream(EventStream of, FieldArguments arguments, Projection message) {}

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
