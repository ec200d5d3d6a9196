package dev.polyphony.resolvers.oracle;

import java.io.Serial;

/// A field of the oracle's fails with a code.
final class NaiveFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  NaiveFailure(String code) {
    super(code, null, false, false);
    this.code = code;
  }

  static NaiveFailure badInput() {
    return new NaiveFailure("BAD_USER_INPUT");
  }

  static NaiveFailure badData() {
    return new NaiveFailure("BAD_DATA");
  }

  String code() {
    return code;
  }
}
