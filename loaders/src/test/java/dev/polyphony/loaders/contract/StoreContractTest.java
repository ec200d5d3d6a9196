package dev.polyphony.loaders.contract;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What every store keeps. A kind's test extends this, or [ServerContractTest] when it has a
/// server, and says how a server is started and filled and what the kind serves; nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ServedOrUnsupported.class)
public abstract class StoreContractTest
    implements KeysContract,
        ListsContract,
        PartitionsContract,
        PagesContract,
        ComparisonsContract,
        FiltersContract,
        CountsContract,
        TypesContract,
        DocumentsContract,
        HostileContract {
  private @Nullable TestedStore store;
  private @Nullable Declared declared;

  /// Asked once, before the first test.
  protected abstract Fixture fixture();

  /// What the kind serves. What it does not, it must refuse as UNSUPPORTED.
  protected Set<Served> serves() {
    return EnumSet.allOf(Served.class);
  }

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
      declared = new Declared(store().fixture());
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
