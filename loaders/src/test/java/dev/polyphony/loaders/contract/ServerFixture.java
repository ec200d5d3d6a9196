package dev.polyphony.loaders.contract;

import dev.polyphony.loaders.Store;

/// A fixture whose server is reached by a port, so that a proxy can stand before it.
public interface ServerFixture extends Fixture {
  int port();

  /// A store over the same database by another port of this machine.
  Store openAt(int port);
}
