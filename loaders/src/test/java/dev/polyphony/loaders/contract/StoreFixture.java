package dev.polyphony.loaders.contract;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real store of one kind, empty at first, and a way to fill it.
public interface StoreFixture extends AutoCloseable {
  StoreRules rules();

  Store store();

  /// Makes the mapping's source and fills it. Rows are logical values by field name, maps for
  /// embedded objects and lists for arrays; a field that is not in the map is missing, where the
  /// kind can tell.
  void create(Mapping mapping, List<Map<String, @Nullable Object>> rows);

  /// The finest part of a time that it keeps.
  ChronoUnit precision();

  @Override
  void close();
}
