package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What the driver and the server say, as one of the closed set of reasons.
///
/// The server's messages may hold values of clients, so that only their codes are kept.
final class PostgresErrors {
  private static final String CANCELLED = "57014";
  private static final Set<String> NO_SUCH_NAME = Set.of("42P01", "42703", "3F000");
  private static final Set<String> OTHER_TYPE = Set.of("42804", "42883", "42846", "42809");

  private PostgresErrors() {}

  static StoreException of(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case PgException answered -> ofServer(answered);
      case VertxException refused when isUnfit(refused) ->
          new StoreException(
              FailureReason.BAD_DATA,
              "a column's type does not take the declared values; does @column(type:) fit?");
      case VertxException lost -> unavailable(lost);
      case IOException lost -> unavailable(lost);
      case TimeoutException late -> unavailable(late);
      default ->
          new StoreException(FailureReason.BAD_DATA, "the answer could not be read", failure);
    };
  }

  private static StoreException unavailable(Exception failure) {
    return new StoreException(
        FailureReason.UNAVAILABLE, "no connection: " + failure.getClass().getSimpleName(), failure);
  }

  /// The driver's refusal to bind a value; its message repeats the value.
  private static boolean isUnfit(VertxException failure) {
    String message = failure.getMessage();
    return message != null && message.startsWith("Parameter at position");
  }

  private static StoreException ofServer(PgException answered) {
    String state = answered.getSqlState() == null ? "" : answered.getSqlState();
    FailureReason reason = reason(state);
    return new StoreException(reason, message(state, answered));
  }

  private static FailureReason reason(String state) {
    if (state.equals(CANCELLED)) {
      return FailureReason.TIMED_OUT;
    }
    if (NO_SUCH_NAME.contains(state) || OTHER_TYPE.contains(state)) {
      return FailureReason.BAD_DATA;
    }
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "22", "23", "25", "42", "21", "44" -> FailureReason.REJECTED;
      case "0A" -> FailureReason.UNSUPPORTED;
      default -> FailureReason.UNAVAILABLE;
    };
  }

  private static String message(String state, PgException answered) {
    if (NO_SUCH_NAME.contains(state)) {
      return "SQLSTATE %s: %s; do @entity(from:) and @column(name:) match the table?"
          .formatted(state, answered.getErrorMessage());
    }
    if (OTHER_TYPE.contains(state)) {
      return "SQLSTATE %s: %s; does @column(type:) match the column?"
          .formatted(state, answered.getErrorMessage());
    }
    // What is wrong with a text repeats that text, and never a bound value.
    return state.startsWith("42")
        ? "SQLSTATE %s: %s".formatted(state, answered.getErrorMessage())
        : "SQLSTATE " + state;
  }

  /// Whether the same statement may succeed on another connection: it only reads.
  static boolean isPassing(Throwable failure) {
    if (failure instanceof PgException answered) {
      String state = answered.getSqlState();
      return state != null
          && (Set.of(CANCELLED, "57P01", "57P02", "57P05", "40001", "40P01").contains(state)
              || isStalePlan(state, answered.getErrorMessage()));
    }
    return failure instanceof ClosedConnectionException
        || (failure instanceof IOException && !isRefused(failure))
        || isLost(failure.getMessage());
  }

  /// Nobody listens there.
  static boolean isRefused(Throwable failure) {
    return failure instanceof ConnectException;
  }

  /// A table has changed since the statement was prepared; the driver has forgotten it by now.
  private static boolean isStalePlan(String state, @Nullable String message) {
    return state.equals("0A000") && message != null && message.startsWith("cached plan");
  }

  private static boolean isLost(@Nullable String message) {
    return message != null
        && (message.startsWith("Connection is not active")
            || message.startsWith("Pending requests failed"));
  }

  /// Whether what is known of a table's columns may be out of date.
  static boolean isAboutNames(StoreException failure) {
    return failure.reason() == FailureReason.BAD_DATA;
  }
}
