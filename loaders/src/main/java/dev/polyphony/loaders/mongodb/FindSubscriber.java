package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoAnswers.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Reads each document into a row as it comes.
final class FindSubscriber implements Subscriber<RawBsonDocument> {
  private final Function<RawBsonDocument, @Nullable Object[]> reader;
  private final int most;
  private final CompletableFuture<Outcome> outcome;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable Subscription subscription;

  FindSubscriber(
      Function<RawBsonDocument, @Nullable Object[]> reader,
      int most,
      CompletableFuture<Outcome> outcome) {
    this.reader = reader;
    this.most = most;
    this.outcome = outcome;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    // All of it: the rows are bounded by the command's limit, or by `most`.
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(RawBsonDocument document) {
    if (outcome.isDone()) {
      return;
    }
    if (rows.size() == most) {
      fail(new StoreException(FailureReason.BAD_DATA, "more documents than keys asked for"));
      return;
    }
    try {
      rows.add(reader.apply(document));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException failure) {
    if (subscription != null) {
      subscription.cancel();
    }
    onError(failure);
  }

  @Override
  public void onError(Throwable failure) {
    outcome.complete(Outcome.failed(MongoErrors.of(failure)));
  }

  @Override
  public void onComplete() {
    outcome.complete(Outcome.of(rows));
  }
}
