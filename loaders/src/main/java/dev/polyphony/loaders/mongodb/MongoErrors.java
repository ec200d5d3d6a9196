package dev.polyphony.loaders.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.bson.BSONException;
import org.bson.BsonMaximumSizeExceededException;

/// The driver's errors as reasons, in one place. A message never repeats what the server says of a
/// request, for that may hold values.
final class MongoErrors {
  /// Codes of a server that works but not now: it starts, stops, elects, or does not know us.
  private static final Set<Integer> UNAVAILABLE =
      Set.of(6, 7, 18, 89, 91, 189, 9001, 10107, 11600, 11602, 13388, 13435, 13436);

  private static final int MAX_TIME_EXPIRED = 50;

  private MongoErrors() {}

  static StoreException timedOut() {
    return new StoreException(
        FailureReason.TIMED_OUT, "MongoDB did not answer before the deadline");
  }

  static StoreException away() {
    return new StoreException(FailureReason.UNAVAILABLE, "MongoDB cannot be reached");
  }

  static StoreException of(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case TimeoutException _ -> timedOut();
      case BsonMaximumSizeExceededException _ ->
          because(FailureReason.REJECTED, "the request is larger than MongoDB takes", failure);
      case BSONException _ ->
          because(FailureReason.BAD_DATA, "MongoDB sent a malformed document", failure);
      case MongoExecutionTimeoutException _, MongoSocketReadTimeoutException _ ->
          because(FailureReason.TIMED_OUT, "MongoDB did not answer in time", failure);
      case MongoOperationTimeoutException timeout -> ofTimeout(timeout);
      case MongoTimeoutException _, MongoSocketException _ ->
          because(FailureReason.UNAVAILABLE, "MongoDB cannot be reached", failure);
      case MongoSecurityException _ ->
          because(FailureReason.UNAVAILABLE, "MongoDB does not accept the credentials", failure);
      case MongoCommandException command -> ofCode(command);
      case MongoException _, IllegalStateException _ ->
          because(FailureReason.UNAVAILABLE, "the MongoDB driver gave up", failure);
      default -> because(FailureReason.UNAVAILABLE, "MongoDB could not be asked", failure);
    };
  }

  /// The driver reports every end of an operation's time alike: whether the server was silent or
  /// never there shows in the cause only.
  private static StoreException ofTimeout(MongoOperationTimeoutException timeout) {
    return switch (timeout.getCause()) {
      case MongoSocketReadTimeoutException _, MongoExecutionTimeoutException _ ->
          because(FailureReason.TIMED_OUT, "MongoDB did not answer in time", timeout);
      case null, default ->
          because(FailureReason.UNAVAILABLE, "MongoDB cannot be reached", timeout);
    };
  }

  private static StoreException ofCode(MongoCommandException command) {
    int code = command.getErrorCode();
    FailureReason reason =
        code == MAX_TIME_EXPIRED
            ? FailureReason.TIMED_OUT
            : UNAVAILABLE.contains(code) ? FailureReason.UNAVAILABLE : FailureReason.REJECTED;
    return because(
        reason, "MongoDB refused with error " + code + " " + command.getErrorCodeName(), command);
  }

  private static StoreException because(FailureReason reason, String message, Throwable cause) {
    return new StoreException(reason, message, cause);
  }
}
