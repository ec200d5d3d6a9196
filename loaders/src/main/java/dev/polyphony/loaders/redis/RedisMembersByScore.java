package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.redis.RedisCells.Found;
import dev.polyphony.loaders.redis.RedisScores.Listed;
import dev.polyphony.schema.catalog.Column;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lists the members of sorted sets, one command for each, all in one round.
final class RedisMembersByScore {
  private final RedisLayout layout;
  private final RedisCells cells;
  private final RedisScores scores;
  private final Column member;

  RedisMembersByScore(RedisLayout layout, RedisCells cells, RedisWindow window) {
    this.layout = layout;
    this.cells = cells;
    this.scores = new RedisScores(layout, window, cells.asksRank());
    this.member = layout.mapping().column(layout.mapping().key().getLast());
  }

  CompletableFuture<Answer> answer(RedisRead read) {
    List<RedisKey> keys = read.keys().found();
    AnswerRows rows = new AnswerRows(cells.header(), read.keys());
    List<Request> commands = new ArrayList<>();
    for (RedisKey key : keys) {
      commands.add(scores.command(key));
      if (cells.asksTtl()) {
        commands.add(Request.cmd(Command.TTL).arg(key.name()));
      }
    }
    String text = scores.text() + (cells.asksTtl() ? "; TTL " + layout.mapping().from() : "");
    return read.round(text, keys.size(), commands)
        .thenApply(replies -> {
          int width = cells.asksTtl() ? 2 : 1;
          for (int i = 0; i < keys.size(); i++) {
            RedisKey key = keys.get(i);
            Reply listed = replies[i * width];
            Reply ttl = width == 1 ? null : replies[i * width + 1];
            rows.addOrFail(key.ordinal(), () -> rowsOf(key, listed, ttl));
          }
          return rows.answer();
        });
  }

  private List<@Nullable Object[]> rowsOf(RedisKey key, Reply reply, @Nullable Reply ttl) {
    if (reply.failure() != null) {
      throw reply.failure();
    }
    List<@Nullable Object[]> found = new ArrayList<>();
    for (Listed one : scores.listed(reply.value())) {
      RedisKey whole = key.with(RedisValues.cell(member, one.member().toBytes()));
      found.add(cells.row(new Found(whole, ttl, one.score(), one.rank())));
    }
    return found;
  }
}
