package dev.polyphony.resolvers.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the rows of a selection come from while it is planned.
///
/// @param fetch the fetch whose rows these are, the last of several; -1 at the root
/// @param projection collects the cells that are read of them
/// @param pages the fetches whose pages these are; none outside a connection
/// @param members where rows of several types come from, by type; empty where they are of one
record Scope(
    int fetch,
    ProjectionDraft projection,
    List<FetchDraft> pages,
    @Nullable String store,
    Map<String, Scope> members) {
  Scope {
    pages = List.copyOf(pages);
    members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  static Scope root() {
    return of(-1, new ProjectionDraft(), null);
  }

  static Scope of(FetchDraft draft) {
    return of(draft.id, draft.projection, draft.mapping.store());
  }

  static Scope of(int fetch, ProjectionDraft projection, @Nullable String store) {
    return new Scope(fetch, projection, List.of(), store, Map.of());
  }

  static Scope ofPages(FetchDraft draft) {
    return new Scope(draft.id, draft.projection, List.of(draft), draft.mapping.store(), Map.of());
  }

  /// Rows of several types. What they lead to waits for all of them.
  ///
  /// @param drafts by type
  static Scope merged(Map<String, FetchDraft> drafts, boolean pages) {
    List<FetchDraft> all = List.copyOf(drafts.values());
    int last = all.stream().mapToInt(draft -> draft.id).max().orElse(-1);
    Map<String, Scope> members = new LinkedHashMap<>();
    drafts.forEach(
        (type, draft) -> members.put(type, of(last, draft.projection, draft.mapping.store())));
    String store = all.getFirst().mapping.store();
    boolean one = all.stream().allMatch(draft -> draft.mapping.store().equals(store));
    return new Scope(
        last, new ProjectionDraft(), pages ? all : List.of(), one ? store : null, members);
  }

  Scope nested(ProjectionDraft nested) {
    return of(fetch, nested, store);
  }
}
