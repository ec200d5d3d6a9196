package dev.polyphony.gateway.http;

import dev.polyphony.gateway.http.ConnectionWatch.Phase;
import dev.polyphony.resolvers.response.ChunkSink;
import dev.polyphony.resolvers.response.Response;
import dev.polyphony.resolvers.response.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/// Writes an answer as the client takes it. A short one goes out whole; a long one in parts, each
/// when the one before has left and other requests have had their turn.
final class AnswerPump implements ChunkSink {
  /// Objects between two looks at the others: well below a millisecond.
  private static final int BUDGET = 2000;

  private static final int BUFFER = 16 * 1024;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context context;
  private final ConnectionWatch watch;
  private final ResponseWriter writer;
  private final Promise<Void> done = Promise.promise();
  private ByteBuf part = Unpooled.EMPTY_BUFFER;
  private boolean complete;

  private AnswerPump(
      HttpServerRequest request, Response answer, Context context, ConnectionWatch watch) {
    this.request = request;
    this.response = request.response();
    this.context = context;
    this.watch = watch;
    this.writer = answer.writer(this);
  }

  /// Completes when the answer has been handed to the network or the client has gone.
  static Future<Void> send(
      HttpServerRequest request, Response answer, Context context, ConnectionWatch watch) {
    AnswerPump pump = new AnswerPump(request, answer, context, watch);
    pump.start();
    return pump.done.future();
  }

  @Override
  public void write(byte[] bytes, int length) {
    part.writeBytes(bytes, 0, length);
  }

  private void start() {
    response.closeHandler(_ -> done.tryComplete());
    response.exceptionHandler(_ -> done.tryComplete());
    step();
  }

  private void step() {
    if (response.closed()) {
      done.tryComplete();
      return;
    }
    // Not before: while it waits for a client that goes away, it must hold nothing.
    part = PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER);
    try {
      complete = writer.write(BUDGET);
    } catch (RuntimeException e) {
      part.release();
      done.tryFail(e);
      return;
    }
    watch.expect(request, Phase.READ);
    Future<Void> sent = put(part);
    if (complete) {
      sent.onComplete(_ -> done.tryComplete());
      return;
    }
    if (response.writeQueueFull()) {
      response.drainHandler(_ -> step());
    } else {
      context.runOnContext(_ -> step());
    }
  }

  private Future<Void> put(ByteBuf bytes) {
    BufferInternal buffer = BufferInternal.buffer(bytes);
    if (!complete && !response.headWritten()) {
      response.setChunked(true);
    }
    Future<Void> sent = complete ? response.end(buffer) : response.write(buffer);
    return sent.onComplete(_ -> bytes.release());
  }
}
