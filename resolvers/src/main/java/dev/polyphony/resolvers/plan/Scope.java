package dev.polyphony.resolvers.plan;

import org.jspecify.annotations.Nullable;

/// Where the rows of a selection come from while it is planned.
///
/// @param fetch the fetch whose rows these are; -1 at the root
/// @param projection collects the cells that are read of them
/// @param draft the fetch whose pages these are; null outside a connection
record Scope(
    int fetch, ProjectionDraft projection, @Nullable FetchDraft draft, @Nullable String store) {
  static Scope root() {
    return new Scope(-1, new ProjectionDraft(), null, null);
  }

  static Scope of(FetchDraft draft) {
    return new Scope(draft.id, draft.projection, null, draft.mapping.store());
  }

  static Scope ofPages(FetchDraft draft) {
    return new Scope(draft.id, draft.projection, draft, draft.mapping.store());
  }

  Scope nested(ProjectionDraft nested) {
    return new Scope(fetch, nested, null, store);
  }
}
