package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/// The driver's errors as reasons, in one place. A message never repeats what the server says of a
/// bound value.
final class CassandraErrors {
  private CassandraErrors() {}

  static StoreException timedOut() {
    return new StoreException(
        FailureReason.TIMED_OUT, "Cassandra did not answer before the deadline");
  }

  static StoreException away() {
    return new StoreException(FailureReason.UNAVAILABLE, "Cassandra cannot be reached");
  }

  static StoreException unsupported(String what) {
    return new StoreException(FailureReason.UNSUPPORTED, what);
  }

  static StoreException rejected(String what) {
    return new StoreException(FailureReason.REJECTED, what);
  }

  /// The server does not know the statement, so the table is not as declared. What the server says
  /// names tables and columns only, for no value is in the text.
  static StoreException ofPreparing(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          ofPreparing(wrapped.getCause());
      case UnauthorizedException _ -> of(failure);
      case QueryValidationException refused ->
          because(
              FailureReason.BAD_DATA,
              refused.getMessage() + "; do @entity and @column match the table?",
              refused);
      default -> of(failure);
    };
  }

  static StoreException of(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case TimeoutException _, DriverTimeoutException _ -> timedOut();
      case ReadTimeoutException _ ->
          because(FailureReason.TIMED_OUT, "the replicas did not answer in time", failure);
      case ReadFailureException _ ->
          because(FailureReason.REJECTED, "the replicas refused to read a partition", failure);
      case AllNodesFailedException nodes -> ofNodes(nodes);
      case AuthenticationException _ ->
          because(FailureReason.UNAVAILABLE, "Cassandra does not accept the credentials", failure);
      case UnauthorizedException _ ->
          because(FailureReason.REJECTED, "Cassandra refuses: a permission is missing", failure);
      case InvalidQueryException _ ->
          because(FailureReason.REJECTED, "Cassandra refuses the statement", failure);
      case CodecNotFoundException _ ->
          because(FailureReason.BAD_DATA, "a column's type cannot be read", failure);
      case DriverException _, IllegalStateException _ ->
          because(
              FailureReason.UNAVAILABLE,
              "Cassandra cannot answer: " + failure.getClass().getSimpleName(),
              failure);
      default -> because(FailureReason.BAD_DATA, "the answer could not be read", failure);
    };
  }

  /// Each node that was asked has its own error; one that says more than "not there" counts.
  private static StoreException ofNodes(AllNodesFailedException nodes) {
    for (List<Throwable> errors : nodes.getAllErrors().values()) {
      for (Throwable error : errors) {
        if (error instanceof ReadTimeoutException
            || error instanceof DriverTimeoutException
            || error instanceof ReadFailureException
            || error instanceof AuthenticationException
            || error instanceof QueryValidationException) {
          return of(error);
        }
      }
    }
    return because(FailureReason.UNAVAILABLE, "Cassandra cannot be reached", nodes);
  }

  private static StoreException because(FailureReason reason, String message, Throwable cause) {
    return new StoreException(reason, message, cause);
  }
}
