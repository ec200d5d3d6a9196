package dev.polyphony.loaders;

import dev.polyphony.schema.problems.Problem;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One configured store. Requests are batched and asynchronous; a store never blocks its caller,
/// never throws, and knows nothing of GraphQL. Stages complete on any thread.
///
/// A request fails as a whole with a [StoreException], or for some ordinals inside the [Answer].
/// Only the projection's fields are read. Values come back exact; one that does not fit its
/// column's type is a `BadValue` in its cell.
public interface Store extends AutoCloseable {
  /// Rows by unique key: at most one row for each ordinal, absent keys none, equal keys may share a
  /// row. An empty batch is answered without asking the server. One statement whatever the size:
  /// executed once, or once for each key and all at once.
  CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context);

  /// Rows of a source in order, one page for each ordinal. Without parents, the server is not
  /// asked. A parent whose rows cannot be read whole fails; it never gets a short list.
  CompletionStage<Answer> query(Query query, CallContext context);

  /// How many rows of a source pass the filter: [Counts]. The query's projection, order and page
  /// are not looked at. One statement whatever the number of parents; without parents, the server
  /// is not asked. Kinds that do not count fail as UNSUPPORTED.
  CompletionStage<Answer> count(Query query, CallContext context);

  /// Asks the server how it is. Fails like any other request.
  CompletionStage<Inventory> inspect(CallContext context);

  /// Compares what is declared of this store with what it holds, all of it: an error where requests
  /// will fail or answers be wrong, a warning where they are slow or a null may come. What is found
  /// comes with its place in the SDL. Fails like any other request.
  CompletionStage<List<Problem>> verify(Declarations declared, CallContext context);

  /// Releases connections; does not wait for them.
  @Override
  void close();
}
