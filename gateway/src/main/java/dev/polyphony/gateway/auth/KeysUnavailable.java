package dev.polyphony.gateway.auth;

import java.io.Serial;

/// There are no keys to check a token with.
public final class KeysUnavailable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  KeysUnavailable() {
    super("The keys that tokens are checked with cannot be had now", null, false, false);
  }
}
