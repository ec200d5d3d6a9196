package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.StatementLog;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The rounds of one request.
///
/// @param unit what its ordinals are
record RedisRead(RedisConnections connections, CallContext context, RedisKeys keys, String unit) {
  /// Sends the commands of one text, once for each of so many keys. Without keys, nobody is asked.
  CompletableFuture<Reply[]> round(String text, int multiples, List<Request> commands) {
    if (multiples > 0 && !context.log().equals(StatementLog.NONE)) {
      context.log().add(new Statement(text, multiples, multiples, unit));
    }
    return connections.send(commands, context);
  }
}
