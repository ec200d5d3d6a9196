package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.contract.Served;
import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.ServerFixture;
import java.util.EnumSet;
import java.util.Set;

final class CassandraStoreTest extends ServerContractTest {
  @Override
  protected ServerFixture fixture() {
    return new CassandraFixture();
  }

  @Override
  protected Set<Served> serves() {
    return EnumSet.of(
        Served.PARTITIONS,
        Served.RANGES,
        Served.PAGES,
        Served.RELATIONS,
        Served.LIST_VALUES,
        Served.OBJECTS);
  }
}
