package dev.polyphony.loaders.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// The contract of a store, whatever its kind. A kind's test says how it is opened and filled, and
/// passes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreContractTest
    implements KeyContract, ListContract, ConditionContract, ValueContract, HostileContract {
  private @Nullable StoreFixture fixture;

  protected abstract StoreFixture open();

  @AfterAll
  void closeFixture() {
    if (fixture != null) {
      fixture.close();
    }
  }

  /// Opened by the first test: the parameters of a parametrised class are there only then.
  @Override
  public StoreFixture fixture() {
    if (fixture == null) {
      fixture = open();
    }
    return fixture;
  }
}
