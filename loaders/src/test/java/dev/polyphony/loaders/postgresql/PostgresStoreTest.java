package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.ServerFixture;

final class PostgresStoreTest extends ServerContractTest {
  @Override
  protected ServerFixture fixture() {
    return new PostgresFixture();
  }
}
