package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Page;

/// Filter and page of a list, with this request's arguments.
///
/// @param page what the store is asked for: one row more than `size`, to see whether there are more
/// @param size rows of the answer at most
/// @param capped whether more than `size` rows are an error, as in a plain list without `first`
/// @param fingerprint what ties cursors to the field, its arguments and its order
record ListRequest(
    Condition filter, Page page, int size, boolean capped, boolean connection, int fingerprint) {}
