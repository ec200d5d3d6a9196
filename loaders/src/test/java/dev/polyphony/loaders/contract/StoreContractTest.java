package dev.polyphony.loaders.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// What every store keeps. A kind's test extends this, or [ServerContractTest] when it has a
/// server, and says how a server is started and filled; nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreContractTest
    implements KeysContract,
        ListsContract,
        PagesContract,
        ComparisonsContract,
        TypesContract,
        DocumentsContract,
        HostileContract {
  private @Nullable TestedStore store;
  private @Nullable Declared declared;

  /// Asked once, before the first test.
  protected abstract Fixture fixture();

  @Override
  public final TestedStore store() {
    if (store == null) {
      store = new TestedStore(fixture());
    }
    return store;
  }

  @Override
  public final Declared declared() {
    if (declared == null) {
      declared = new Declared(store().fixture().rules());
    }
    return declared;
  }

  @AfterAll
  final void close() {
    if (store != null) {
      store.close();
    }
    store = null;
    declared = null;
  }
}
