package dev.polyphony.resolvers.explain;

import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Origin;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.schema.algebra.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where the selections of a plan stand in the response, and whose rows they are.
final class Places {
  private final Plan plan;

  /// By selection. One on the way of a path field stands where the field does, or where several do.
  private final List<List<String>> paths = new ArrayList<>();

  private final List<String> introspection = new ArrayList<>();

  Places(Plan plan) {
    this.plan = plan;
    plan.selections().forEach(_ -> paths.add(new ArrayList<>()));
    paths.get(plan.root().id()).add("");
    // A selection's parent has a smaller id, and so has the one whose path field leads through it.
    for (Selection selection : plan.selections()) {
      for (Selection.Part part : selection.parts()) {
        part.slots().forEach(slot -> enter(selection, slot));
      }
    }
    for (Selection selection : plan.selections()) {
      switch (selection.origin()) {
        case Origin.Fetched from -> shareWithHops(selection, from.fetch(), from.consumer());
        case Origin.Pages from -> shareWithHops(selection, from.fetch(), from.consumer());
        default -> {}
      }
    }
  }

  /// One on the way to entities stands where they do.
  private void shareWithHops(Selection selection, int fetch, int consumer) {
    for (Selection hop : plan.fetches().get(fetch).consumers().get(consumer).hops()) {
      for (String path : paths.get(selection.id())) {
        if (!paths.get(hop.id()).contains(path)) {
          paths.get(hop.id()).add(path);
        }
      }
    }
  }

  private void enter(Selection holder, Slot slot) {
    switch (slot) {
      case Slot.One one -> enter(holder, one.key(), paths.get(one.selection().id()));
      case Slot.Many many -> enter(holder, many.key(), paths.get(many.selection().id()));
      case Slot.PathValue path ->
          path.hops().forEach(hop -> enter(holder, path.key(), paths.get(hop.id())));
      case Slot.Introspection field -> enter(holder, field.key(), introspection);
      case Slot.TypeName _,
          Slot.Value _,
          Slot.Cursor _,
          Slot.TotalCount _,
          Slot.PageFlag _,
          Slot.Failed _ -> {}
    }
  }

  private void enter(Selection holder, String key, List<String> into) {
    for (String path : paths.get(holder.id())) {
      String below = path.isEmpty() ? key : path + "." + key;
      if (!into.contains(below)) {
        into.add(below);
      }
    }
  }

  /// The places that a fetch serves, in the order of its consumers.
  List<String> of(Fetch fetch) {
    List<String> found = new ArrayList<>();
    for (Selection selection : plan.selections()) {
      if (fetchesOf(selection.origin()).contains(fetch.id())) {
        paths.get(selection.id()).stream()
            .filter(path -> !found.contains(path))
            .forEach(found::add);
      }
    }
    return found;
  }

  List<String> introspection() {
    return introspection;
  }

  /// The fetch that must answer last before this one can be asked; -1 when none must.
  int waitsFor(Fetch fetch) {
    TreeSet<Integer> before = new TreeSet<>(List.of(-1));
    fetch.consumers().forEach(consumer -> before.add(source(consumer.parent())));
    return before.last();
  }

  /// The fetch whose rows a selection shows; -1 for the root.
  private int source(int selection) {
    Selection at = plan.selections().get(selection);
    return switch (at.origin()) {
      case Origin.Root _ -> -1;
      case Origin.Fetched from -> from.fetch();
      case Origin.Pages from -> from.fetch();
      case Origin.Merged _ -> fetchesOf(at.origin()).stream().max(Integer::compare).orElse(-1);
      case Origin.Embedded _, Origin.KeyOnly _, Origin.PageRows _, Origin.Same _ ->
          source(at.parent());
    };
  }

  private static List<Integer> fetchesOf(Origin origin) {
    return switch (origin) {
      case Origin.Fetched from -> List.of(from.fetch());
      case Origin.Pages from -> List.of(from.fetch());
      case Origin.Merged from -> from.members().stream().map(Origin.Member::fetch).toList();
      case Origin.Root _, Origin.Embedded _, Origin.KeyOnly _, Origin.PageRows _, Origin.Same _ ->
          List.of();
    };
  }

  /// What is read of a selection's rows; null where they are no rows of a fetch.
  ///
  /// @param type of the rows, where they are of several types
  @Nullable Projection projection(int selection, @Nullable String type) {
    Selection at = plan.selections().get(selection);
    return switch (at.origin()) {
      case Origin.Root _, Origin.KeyOnly _ -> null;
      case Origin.Fetched from -> plan.fetches().get(from.fetch()).projection();
      case Origin.Pages from -> plan.fetches().get(from.fetch()).projection();
      case Origin.Merged from ->
          from.members().stream()
              .filter(member -> member.type().equals(type))
              .map(member -> plan.fetches().get(member.fetch()).projection())
              .findFirst()
              .orElse(null);
      case Origin.PageRows _, Origin.Same _ -> projection(at.parent(), type);
      case Origin.Embedded embedded -> {
        Projection holder = projection(at.parent(), embedded.type());
        yield holder == null ? null : holder.items().get(embedded.column()).nested();
      }
    };
  }
}
