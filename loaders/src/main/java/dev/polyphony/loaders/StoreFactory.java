package dev.polyphony.loaders;

import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;
import io.vertx.core.Vertx;

/// A store kind: its rules, its settings, and how one is opened.
public interface StoreFactory {
  StoreRules rules();

  /// Reads the kind's own settings; whatever is wrong becomes a problem of the section. The common
  /// keys `kind`, `id` and `naming` have been read already.
  Opening configure(String store, Section section);

  /// Opens the store: at once, also while the server is down; connections are made when needed.
  @FunctionalInterface
  interface Opening {
    Store open(Vertx vertx);
  }
}
