package dev.polyphony.gateway.health;

import dev.polyphony.loaders.FailureReason;

/// How a store was when it was last asked.
public sealed interface StoreState {
  /// @param version the server's product and version
  record Up(String version) implements StoreState {}

  record Down(FailureReason reason) implements StoreState {}
}
