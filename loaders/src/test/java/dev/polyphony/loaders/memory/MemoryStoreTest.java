package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.contract.StoreContractTest;
import dev.polyphony.loaders.contract.StoreFixture;

class MemoryStoreTest extends StoreContractTest {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture();
  }
}
