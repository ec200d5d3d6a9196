package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.tinkerpop.gremlin.driver.exception.ResponseException;

/// The driver's and the server's errors as reasons, in one place. A message never repeats what the
/// server says, for that may hold values.
final class JanusGraphErrors {
  private JanusGraphErrors() {}

  static StoreException of(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case TimeoutException _ -> timedOut();
      case ResponseException answer -> ofAnswer(answer);
      default ->
          new StoreException(FailureReason.UNAVAILABLE, "JanusGraph cannot be reached", failure);
    };
  }

  /// Whether the server itself has answered; otherwise the connection is of no more use.
  static boolean isAnswer(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          isAnswer(wrapped.getCause());
      case ResponseException _ -> true;
      default -> false;
    };
  }

  static StoreException timedOut() {
    return new StoreException(
        FailureReason.TIMED_OUT, "JanusGraph did not answer before the deadline");
  }

  static StoreException away() {
    return new StoreException(FailureReason.UNAVAILABLE, "JanusGraph cannot be reached");
  }

  static StoreException unsupported(String what) {
    return new StoreException(FailureReason.UNSUPPORTED, "JanusGraph cannot " + what);
  }

  private static StoreException ofAnswer(ResponseException answer) {
    return switch (answer.getResponseStatusCode()) {
      case SERVER_ERROR_TIMEOUT -> timedOut();
      case UNAUTHORIZED, AUTHENTICATE ->
          because(FailureReason.UNAVAILABLE, "JanusGraph does not accept the credentials");
      case TOO_MANY_REQUESTS -> because(FailureReason.UNAVAILABLE, "JanusGraph is overloaded");
      // Nothing in a request of ours depends on a client but the values.
      case REQUEST_ERROR_INVALID_REQUEST_ARGUMENTS ->
          because(
              FailureReason.UNAVAILABLE,
              "JanusGraph does not serve the traversal source; does `source` name it?");
      case FORBIDDEN -> because(FailureReason.REJECTED, "JanusGraph forbids the traversal");
      default -> ofFailure(answer);
    };
  }

  private static StoreException ofFailure(ResponseException answer) {
    String message = String.valueOf(answer.getMessage());
    if (message.startsWith("Undefined type used in query")) {
      return because(
          FailureReason.BAD_DATA,
          "the graph does not know all properties and labels that are declared");
    }
    String causes =
        String.join(" ", answer.getRemoteExceptionHierarchy().orElse(java.util.List.of()));
    if (causes.contains("BackendException")) {
      return because(FailureReason.UNAVAILABLE, "the storage of JanusGraph does not answer");
    }
    return because(
        FailureReason.REJECTED, "JanusGraph answers " + answer.getResponseStatusCode().name());
  }

  private static StoreException because(FailureReason reason, String message) {
    return new StoreException(reason, message);
  }
}
