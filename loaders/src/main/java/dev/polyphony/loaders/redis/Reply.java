package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.StoreException;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/// What became of one command: a value, null among them, or the server's refusal.
record Reply(@Nullable Response value, @Nullable StoreException failure) {
  private static final Reply NONE = new Reply(null, null);

  static Reply of(@Nullable Response value) {
    return value == null ? NONE : new Reply(value, null);
  }

  static Reply failed(StoreException failure) {
    return new Reply(null, failure);
  }

  /// A number that the server counts; zero where it answered null.
  long number() {
    Long number = value == null ? null : value.toLong();
    return number == null ? 0 : number;
  }

  byte @Nullable [] bytes() {
    return value == null ? null : value.toBytes();
  }
}
