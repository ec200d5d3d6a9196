package dev.polyphony.loaders.redis;

import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.contract.Served;
import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.ServerFixture;
import java.util.EnumSet;
import java.util.Set;

/// Of hashes; what sets and sorted sets serve besides is in tests of their own.
final class RedisStoreTest extends ServerContractTest {
  @Override
  protected ServerFixture fixture() {
    return new RedisFixture(SharedStores.redis());
  }

  @Override
  protected Set<Served> serves() {
    return EnumSet.of(Served.LIST_VALUES, Served.OBJECTS);
  }
}
