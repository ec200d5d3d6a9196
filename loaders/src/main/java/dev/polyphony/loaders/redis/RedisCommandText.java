package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A native text of Redis: one command that reads, cut into its arguments. A value is an argument
/// of its own or a part of one, and never more than one.
///
/// @param arguments each of literal texts and placeholders
record RedisCommandText(String command, List<List<Part>> arguments, Shape shape, String text) {
  /// What a command answers.
  enum Shape {
    /// One value, or none.
    VALUE,
    /// Values, with their scores where the text says so.
    VALUES,
    /// A value for each of the fields that it names.
    NAMED,
    /// Fields and their values.
    FIELDS
  }

  /// Closed: nothing that writes, blocks, runs code, or walks over all keys.
  private static final Map<Shape, List<String>> COMMANDS =
      Map.of(
          Shape.VALUE,
          List.of(
              "BITCOUNT",
              "EXISTS",
              "GEODIST",
              "GET",
              "GETBIT",
              "GETRANGE",
              "HEXISTS",
              "HGET",
              "HLEN",
              "HSTRLEN",
              "LINDEX",
              "LLEN",
              "PFCOUNT",
              "PTTL",
              "SCARD",
              "SISMEMBER",
              "STRLEN",
              "TTL",
              "TYPE",
              "ZCARD",
              "ZCOUNT",
              "ZLEXCOUNT",
              "ZRANK",
              "ZREVRANK",
              "ZSCORE"),
          Shape.VALUES,
          List.of(
              "HKEYS",
              "HVALS",
              "LRANGE",
              "MGET",
              "SDIFF",
              "SINTER",
              "SMEMBERS",
              "SMISMEMBER",
              "SUNION",
              "ZDIFF",
              "ZINTER",
              "ZMSCORE",
              "ZRANGE",
              "ZRANGEBYLEX",
              "ZRANGEBYSCORE",
              "ZREVRANGE",
              "ZREVRANGEBYLEX",
              "ZREVRANGEBYSCORE",
              "ZUNION"),
          Shape.NAMED,
          List.of("HMGET"),
          Shape.FIELDS,
          List.of("HGETALL"));

  RedisCommandText {
    arguments = arguments.stream().map(List::copyOf).toList();
  }

  /// @throws IllegalArgumentException when the text is none or does more than to read; the message
  ///   continues "The text of …"
  static RedisCommandText of(NativeStatement statement) {
    if (statement.grouping() == Grouping.BY_VALUE) {
      throw new IllegalArgumentException(
          "names {$batch.x}; write {$this.x}, the commands of all rows are sent at once");
    }
    List<List<Part>> words = words(statement);
    String command = words.isEmpty() ? "" : literal(words.getFirst()).toUpperCase(Locale.ROOT);
    Shape shape = shape(command);
    List<List<Part>> arguments = words.subList(1, words.size());
    if (shape == Shape.NAMED) {
      arguments.stream().skip(1).forEach(RedisCommandText::literal);
    }
    String text = NativeTexts.with(statement, _ -> "?").strip();
    return new RedisCommandText(command, arguments, shape, text);
  }

  private static Shape shape(String command) {
    for (Shape shape : Shape.values()) {
      if (COMMANDS.getOrDefault(shape, List.of()).contains(command)) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "begins with `" + command + "`, which is none of the commands that are admitted");
  }

  private static String literal(List<Part> word) {
    if (word.size() == 1 && word.getFirst() instanceof Part.Text text) {
      return text.text();
    }
    throw new IllegalArgumentException("has a placeholder where it would be a name");
  }

  private static List<List<Part>> words(NativeStatement statement) {
    List<List<Part>> words = new ArrayList<>();
    List<Part> word = new ArrayList<>();
    for (Part part : statement.parts()) {
      if (!(part instanceof Part.Text literal)) {
        word.add(part);
        continue;
      }
      String text = literal.text();
      int from = 0;
      for (int at = 0; at <= text.length(); at++) {
        char c = at < text.length() ? text.charAt(at) : 'x';
        if (c == '"' || c == '\'') {
          throw new IllegalArgumentException("has quotes; a placeholder takes values with blanks");
        }
        if (at == text.length() || Character.isWhitespace(c)) {
          if (at > from) {
            word.add(new Part.Text(text.substring(from, at)));
          }
          if (at < text.length() && !word.isEmpty()) {
            words.add(word);
            word = new ArrayList<>();
          }
          from = at + 1;
        }
      }
    }
    if (!word.isEmpty()) {
      words.add(word);
    }
    return words;
  }

  boolean hasScores() {
    return arguments.stream()
        .anyMatch(word ->
            word.size() == 1
                && word.getFirst() instanceof Part.Text text
                && text.text().equalsIgnoreCase("WITHSCORES"));
  }

  /// The fields that a command names.
  List<String> names() {
    return arguments.stream().skip(1).map(RedisCommandText::literal).toList();
  }
}
