package dev.polyphony.loaders.contract;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a kind gives to the contract's tests: a server with a database of its own, filled by the
/// native ways of the kind and never by its store.
public interface Fixture extends AutoCloseable {
  StoreRules rules();

  /// The finest time that the kind holds.
  ChronoUnit precision();

  /// Whether text may hold NUL. Where not, it is refused.
  boolean holdsNul();

  /// Whether a value may be one of a key. Rows with another are not created, and a key with it has
  /// no row: it is absent, or fails alone as REJECTED.
  default boolean admitsKey(Object value) {
    return true;
  }

  /// Whether a list of values may hold null.
  default boolean holdsNullElements() {
    return true;
  }

  /// Whether a list without elements is another value than null.
  default boolean holdsEmptyLists() {
    return true;
  }

  /// Whether one value is told from a list of one value. Where not, either is read as what is
  /// declared.
  default boolean tellsListsFromValues() {
    return true;
  }

  /// The mapping as one of this kind declares it: a template in `from`, a partition, an order. The
  /// given one has a plain name in `from`, and an index on the first fields of a composite key.
  default Mapping declared(Mapping mapping) {
    return mapping;
  }

  /// Makes the source that the mapping names and fills it.
  ///
  /// Documents are by stored name; what a dotted name leads through, and embedded objects, are
  /// maps. Values are stored ones: plain Java of the class of the column's stored type, lists of
  /// such, or null. A name may be missing from a document; a kind that has no such thing stores
  /// null.
  void create(Mapping mapping, List<Map<String, @Nullable Object>> documents);

  /// A store over the database.
  Store open();

  @Override
  void close();
}
