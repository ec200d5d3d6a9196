package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.contract.Served;
import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.ServerFixture;
import java.util.EnumSet;
import java.util.Set;

final class JanusGraphStoreTest extends ServerContractTest {
  @Override
  protected ServerFixture fixture() {
    return new JanusGraphFixture();
  }

  @Override
  protected Set<Served> serves() {
    return EnumSet.of(
        Served.UNIQUE_KEYS,
        Served.PARTITIONS,
        Served.RANGES,
        Served.PAGES,
        Served.RELATIONS,
        Served.LIST_VALUES);
  }
}
