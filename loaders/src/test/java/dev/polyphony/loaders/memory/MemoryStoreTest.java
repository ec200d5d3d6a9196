package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.loaders.contract.StoreContractTest;

final class MemoryStoreTest extends StoreContractTest {
  @Override
  protected Fixture fixture() {
    return new MemoryFixture();
  }
}
