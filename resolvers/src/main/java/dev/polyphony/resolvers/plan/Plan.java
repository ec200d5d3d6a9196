package dev.polyphony.resolvers.plan;

import graphql.language.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one operation is answered: selections (places in the response) over fetches. Immutable;
/// shared by all executions of the operation.
public final class Plan {
  private final List<Selection> selections;
  private final List<Fetch> fetches;
  private final @Nullable Document introspection;
  private final List<List<Selection>> children;

  /// @param selections by id, the operation's own first; a selection's parent has a smaller id
  /// @param fetches by id; a fetch depends only on selections that other fetches or the root fill
  /// @param introspection the operation's fields of introspection, as a document of their own
  Plan(List<Selection> selections, List<Fetch> fetches, @Nullable Document introspection) {
    this.selections = List.copyOf(selections);
    this.fetches = List.copyOf(fetches);
    this.introspection = introspection;
    this.children = this.selections.stream().map(this::childrenOf).toList();
  }

  private List<Selection> childrenOf(Selection parent) {
    List<Selection> found = new ArrayList<>();
    for (Selection selection : selections) {
      if (selection.parent() == parent.id()) {
        found.add(selection);
      }
    }
    return List.copyOf(found);
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

  /// The selections whose objects are held by those of one selection.
  public List<Selection> children(int selection) {
    return children.get(selection);
  }
}
