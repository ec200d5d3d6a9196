package dev.polyphony.resolvers;

import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.subscription.Subscription;
import java.util.List;

/// What became of the wish to follow a stream.
public sealed interface Subscribed {
  record Accepted(Subscription subscription) implements Subscribed {}

  /// There is no stream; the whole answer is its errors.
  record Refused(List<RequestError> errors) implements Subscribed {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
