package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.StoreFixture;

class PostgresStoreTest extends ServerContractTest {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }

  @Override
  public int port() {
    return ((PostgresFixture) fixture()).port();
  }

  @Override
  public Store openAt(int port) {
    return ((PostgresFixture) fixture()).openAt(port);
  }
}
