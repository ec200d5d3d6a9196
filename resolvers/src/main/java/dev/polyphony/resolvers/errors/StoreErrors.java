package dev.polyphony.resolvers.errors;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes errors for clients from failures of stores and of the gateway itself. What a client may
/// not learn goes to the log.
public final class StoreErrors {
  private static final Logger LOG = LoggerFactory.getLogger(StoreErrors.class);

  private StoreErrors() {}

  public static FieldError of(Throwable failure, String store) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          of(wrapped.getCause(), store);
      case StoreException known -> of(known, store);
      case TimeoutException late -> of(FailureReason.TIMED_OUT, store);
      default -> internal(failure);
    };
  }

  private static FieldError of(StoreException failure, String store) {
    if (LOG.isWarnEnabled()) {
      LOG.warn("{} {}: {}", store, failure.reason(), failure.getMessage());
    }
    return of(failure.reason(), store);
  }

  private static FieldError of(FailureReason reason, String store) {
    return switch (reason) {
      case UNAVAILABLE ->
          new FieldError(ErrorCode.UNAVAILABLE, "Store " + store + " is not available", store);
      case TIMED_OUT ->
          new FieldError(ErrorCode.TIMED_OUT, "Store " + store + " did not answer in time", store);
      case REJECTED ->
          new FieldError(ErrorCode.REJECTED, "Store " + store + " refused the request", store);
      case UNSUPPORTED ->
          new FieldError(ErrorCode.UNSUPPORTED, "Store " + store + " cannot do this", store);
      case BAD_DATA ->
          new FieldError(
              ErrorCode.BAD_DATA, "What store " + store + " holds does not fit the schema", store);
    };
  }

  /// An error that shows only an id; the log has the rest under it.
  public static FieldError internal(Throwable failure) {
    String id = UUID.randomUUID().toString();
    LOG.error("internal error {}", id, failure);
    return FieldError.of(ErrorCode.INTERNAL, "Internal error " + id);
  }
}
