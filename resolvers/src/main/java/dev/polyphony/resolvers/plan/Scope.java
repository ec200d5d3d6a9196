package dev.polyphony.resolvers.plan;

import org.jspecify.annotations.Nullable;

/// Where the rows of a selection come from while it is planned.
///
/// @param fetch the fetch whose rows these are; -1 at the root
/// @param projection collects the cells that are read of them
/// @param draft the fetch, for cursors; null at the root and for rows that no fetch reads
/// @param field for the rows of a page: the field whose cursors they have
record Scope(
    int fetch,
    ProjectionDraft projection,
    @Nullable FetchDraft draft,
    @Nullable String store,
    @Nullable String field) {
  static Scope root() {
    return new Scope(-1, new ProjectionDraft(), null, null, null);
  }

  static Scope of(FetchDraft draft, @Nullable String field) {
    return new Scope(draft.id, draft.projection, draft, draft.mapping.store(), field);
  }

  Scope nested(ProjectionDraft nested) {
    return new Scope(fetch, nested, null, store, null);
  }
}
