package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain lists in the place of a server.
final class MemoryFixture implements Fixture {
  private final MemoryStore store = new MemoryStore(Map.of());

  @Override
  public StoreRules rules() {
    return new MemoryRules();
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.NANOS;
  }

  @Override
  public boolean holdsNul() {
    return true;
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    store.load(mapping.from(), documents);
  }

  @Override
  public Store open() {
    return store;
  }

  @Override
  public void close() {}
}
