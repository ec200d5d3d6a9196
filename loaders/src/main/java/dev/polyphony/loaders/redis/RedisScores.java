package dev.polyphony.loaders.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists members of sorted sets by one command for each: from an end or by rank, by score, and
/// where the server has no command, by a script over the one key.
final class RedisScores {
  /// The places of a member in Redis are found by halving, so that a page among a million members
  /// of one score costs no more than elsewhere. It answers the index of its first row, the number
  /// of all members, and the rows.
  ///
  /// Lua compares text by the server's locale, Redis by bytes.
  private static final String PAGE =
      """
      local key, desc = KEYS[1], ARGV[1] == '1'
      local range = desc and 'ZREVRANGE' or 'ZRANGE'
      local function count(least, most) return redis.call('ZCOUNT', key, least, most) end
      local function less(a, b)
        for i = 1, math.min(#a, #b) do
          local x, y = a:byte(i), b:byte(i)
          if x ~= y then return x < y end
        end
        return #a < #b
      end
      local function place(score, member, including)
        local low = desc and count('(' .. score, '+inf') or count('-inf', '(' .. score)
        local high = low + count(score, score)
        while low < high do
          local middle = math.floor((low + high) / 2)
          local found = redis.call(range, key, middle, middle)[1]
          local passed = including
          if found ~= member then
            if desc then passed = less(member, found) else passed = less(found, member) end
          end
          if passed then low = middle + 1 else high = middle end
        end
        return low
      end
      local size = redis.call('ZCARD', key)
      local first, last = 0, size
      if ARGV[4] ~= '-inf' or ARGV[5] ~= '+inf' then
        local up, down = count(ARGV[4], '+inf'), count('-inf', ARGV[5])
        if desc then first, last = size - down, up else first, last = size - up, down end
      end
      local lowest, highest = tonumber(ARGV[6]), size - 1
      if ARGV[7] ~= '' then highest = math.min(highest, tonumber(ARGV[7])) end
      if ARGV[8] == '1' then lowest, highest = size - 1 - highest, size - 1 - lowest end
      first, last = math.max(first, lowest), math.min(last, highest + 1)
      if ARGV[9] == '1' then first = math.max(first, place(ARGV[10], ARGV[11], true)) end
      if ARGV[12] == '1' then last = math.min(last, place(ARGV[13], ARGV[14], false)) end
      local limit = tonumber(ARGV[2])
      if ARGV[3] == '1' then first = math.max(first, last - limit) else last = math.min(last, first + limit) end
      local answer = {first, size}
      if first < last then
        for _, part in ipairs(redis.call(range, key, first, last - 1, 'WITHSCORES')) do
          answer[#answer + 1] = part
        end
      end
      return answer
      """;

  /// A member as it was listed.
  ///
  /// @param rank null where it was not asked for
  record Listed(Response member, String score, @Nullable Long rank) {}

  private final RedisLayout layout;
  private final RedisWindow window;
  private final Way way;

  private enum Way {
    /// From the end where the page begins, in the window's direction.
    END,
    /// By rank.
    RANKS,
    /// By score.
    SCORES,
    SCRIPT
  }

  RedisScores(RedisLayout layout, RedisWindow window, boolean asksRank) {
    this.layout = layout;
    this.window = window;
    if (window.hasPlaces()) {
      this.way = Way.SCRIPT;
    } else if (window.hasScores()) {
      this.way = asksRank || window.hasRanks() ? Way.SCRIPT : Way.SCORES;
    } else if (window.hasRanks()) {
      this.way = window.turned() || window.backward() ? Way.SCRIPT : Way.RANKS;
    } else {
      this.way = asksRank && fromEnd() != layout.descending() ? Way.SCRIPT : Way.END;
    }
  }

  /// Whether the command goes from the highest score down: a page of the last ones is read from the
  /// other end and turned.
  private boolean fromEnd() {
    return window.descending() != window.backward();
  }

  /// What is sent for each key, with placeholders for what a client gave.
  String text() {
    String key = " " + layout.mapping().from() + " ";
    String range = "ZRANGE" + key;
    String end = (fromEnd() ? "REV " : "") + "WITHSCORES";
    return switch (way) {
      case END -> range + "0 " + (window.limit() - 1) + " " + end;
      case RANKS -> range + "{first} {last} " + end;
      case SCORES ->
          range
              + "{from} {to} BYSCORE "
              + (fromEnd() ? "REV " : "")
              + "LIMIT 0 "
              + window.limit()
              + " WITHSCORES";
      case SCRIPT ->
          "EVAL page.lua 1"
              + key
              + (window.descending() ? "DESC" : "ASC")
              + " LIMIT "
              + window.limit()
              + (window.backward() ? " FROM END" : "")
              + (window.hasScores() ? " SCORE {from} {to}" : "")
              + (window.hasRanks() ? " RANK {first} {last}" : "")
              + (window.after() == null ? "" : " AFTER {score} {member}")
              + (window.before() == null ? "" : " BEFORE {score} {member}");
    };
  }

  Request command(RedisKey key) {
    return switch (way) {
      case END -> range(key, 0, window.limit() - 1L);
      case RANKS -> {
        long end = window.first() + window.limit() - 1;
        // A range that ends before it begins would count from the other end.
        yield range(key, window.first(), Math.max(-1, Math.min(window.last(), end)));
      }
      case SCORES -> byScore(key);
      case SCRIPT -> script(key);
    };
  }

  private Request range(RedisKey key, long first, long last) {
    if (last < first) {
      // Nothing is between: beyond the longest set there is nothing either.
      return range(key, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }
    Request command = Request.cmd(Command.ZRANGE).arg(key.name()).arg(first).arg(last);
    return reversed(command).arg("WITHSCORES");
  }

  private Request byScore(RedisKey key) {
    Request command =
        Request.cmd(Command.ZRANGE)
            .arg(key.name())
            .arg(fromEnd() ? window.most() : window.least())
            .arg(fromEnd() ? window.least() : window.most())
            .arg("BYSCORE");
    return reversed(command).arg("LIMIT").arg(0).arg(window.limit()).arg("WITHSCORES");
  }

  private Request reversed(Request command) {
    return fromEnd() ? command.arg("REV") : command;
  }

  private Request script(RedisKey key) {
    Request command =
        Request.cmd(Command.EVAL)
            .arg(PAGE)
            .arg(1)
            .arg(key.name())
            .arg(window.descending() ? "1" : "0")
            .arg(window.limit())
            .arg(window.backward() ? "1" : "0")
            .arg(window.least())
            .arg(window.most())
            .arg(window.first())
            .arg(window.last() == Long.MAX_VALUE ? "" : "" + window.last())
            .arg(window.turned() ? "1" : "0");
    for (RedisWindow.Place place : new RedisWindow.Place[] {window.after(), window.before()}) {
      command.arg(place == null ? "0" : "1");
      command.arg(place == null ? "0" : place.score());
      command.arg(place == null ? "" : place.member());
    }
    return command;
  }

  /// The members in the order of the window.
  List<Listed> listed(@Nullable Response response) {
    if (response == null) {
      return List.of();
    }
    int from = way == Way.SCRIPT ? 2 : 0;
    int size = (response.size() - from) / 2;
    List<Listed> listed = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Response member = response.get(from + 2 * i);
      String score = response.get(from + 2 * i + 1).toString();
      listed.add(new Listed(member, score, rank(response, i)));
    }
    if (way != Way.SCRIPT && window.backward()) {
      Collections.reverse(listed);
    }
    return listed;
  }

  private @Nullable Long rank(Response response, int index) {
    return switch (way) {
      case END -> (long) index;
      case RANKS -> window.first() + index;
      case SCORES -> null;
      case SCRIPT -> {
        long place = Reply.of(response.get(0)).number() + index;
        yield window.turned() ? Reply.of(response.get(1)).number() - 1 - place : place;
      }
    };
  }
}
