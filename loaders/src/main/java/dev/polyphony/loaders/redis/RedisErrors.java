package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The client's and the server's errors as reasons, in one place. A message never repeats what the
/// server says of a command, for that may hold values.
final class RedisErrors {
  private static final Pattern REFUSAL =
      Pattern.compile("WRONGPASS|NOAUTH|NOPERM|LOADING|DENIED|ERR max number of clients");

  private RedisErrors() {}

  static StoreException of(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case TimeoutException _ -> timedOut();
      default -> unreachable(failure);
    };
  }

  /// Why no connection came to be. A server that was there and refused says so by a word.
  static StoreException unreachable(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher refusal = REFUSAL.matcher(String.valueOf(cause.getMessage()));
      if (refusal.find()) {
        return new StoreException(
            FailureReason.UNAVAILABLE, "Redis refuses connections with " + refusal.group());
      }
    }
    return new StoreException(FailureReason.UNAVAILABLE, "Redis cannot be reached", failure);
  }

  static StoreException timedOut() {
    return new StoreException(FailureReason.TIMED_OUT, "Redis did not answer before the deadline");
  }

  static StoreException rejected(String what) {
    return new StoreException(FailureReason.REJECTED, "Redis is not asked: " + what);
  }

  static StoreException unsupported(String what) {
    return new StoreException(FailureReason.UNSUPPORTED, "Redis cannot " + what);
  }

  /// What the server answers instead of a value. Its first word is the sort of error.
  static StoreException ofReply(String message) {
    // A script repeats the error of its command inside its own.
    if (message.contains("WRONGTYPE")) {
      return new StoreException(
          FailureReason.BAD_DATA, "a key holds another structure than is declared");
    }
    int space = message.indexOf(' ');
    String word = space < 0 ? message : message.substring(0, space);
    FailureReason reason =
        switch (word) {
          case "LOADING",
              "MASTERDOWN",
              "CLUSTERDOWN",
              "BUSY",
              "TRYAGAIN",
              "MOVED",
              "ASK",
              "NOAUTH",
              "WRONGPASS",
              "READONLY",
              "UNKILLABLE" ->
              FailureReason.UNAVAILABLE;
          default -> FailureReason.REJECTED;
        };
    String shown = word.matches("[A-Z]{2,20}") ? word : "an error";
    return new StoreException(reason, "Redis answers " + shown);
  }
}
