package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.NativeAnswers;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commands of one native text: one at the root, else one for each parent, all in one round.
final class RedisNatives {
  private final Query query;
  private final Source.Native source;
  private final RedisCommandText text;
  private final NativeParents<String> parents;
  private final List<Request> commands = new ArrayList<>();

  RedisNatives(Query query, Source.Native source, RedisCommandText text) {
    NativeAnswers.check(query);
    this.query = query;
    this.source = source;
    this.text = text;
    // A parent whose key divides others is refused alone.
    this.parents = NativeParents.of(source, this::key);
    List<List<String>> arguments = new ArrayList<>();
    for (int i = 0; i < source.values().size(); i++) {
      arguments.add(texts(source.statement().arguments().get(i), source.values().get(i)));
    }
    if (source.parents() == null) {
      commands.add(command(arguments, List.of()));
    } else {
      parents.distinct().forEach(parent -> commands.add(command(arguments, parent)));
    }
  }

  private static List<String> texts(Parameter parameter, @Nullable Object value) {
    List<String> texts = new ArrayList<>();
    List<?> values = value instanceof List<?> list ? list : Collections.singletonList(value);
    values.forEach(one -> texts.add(text(parameter, one)));
    return texts;
  }

  private static String text(Parameter parameter, @Nullable Object value) {
    String text =
        value == null || value instanceof byte[]
            ? null
            : RedisValues.text(parameter.column(), value);
    if (text == null) {
      throw RedisErrors.rejected("no value for " + parameter.name());
    }
    return text;
  }

  private String key(Parameter parameter, Object value) {
    String text = text(parameter, value);
    int index = source.statement().keys().indexOf(parameter);
    for (List<Part> word : this.text.arguments()) {
      for (Part part : word) {
        if (word.size() > 1 && part instanceof Part.Key key && key.index() == index) {
          requireUndivided(word, parameter, text);
        }
      }
    }
    return text;
  }

  private Request command(List<List<String>> arguments, List<String> parent) {
    Request request = Request.cmd(Command.create(text.command()));
    for (List<Part> word : text.arguments()) {
      if (word.size() == 1 && word.getFirst() instanceof Part.Argument whole) {
        arguments.get(whole.index()).forEach(request::arg);
        continue;
      }
      StringBuilder joined = new StringBuilder();
      for (Part part : word) {
        switch (part) {
          case Part.Text literal -> joined.append(literal.text());
          case Part.Key key -> joined.append(parent.get(key.index()));
          case Part.Argument argument ->
              joined.append(inside(word, argument, arguments.get(argument.index())));
        }
      }
      request.arg(joined.toString());
    }
    return request;
  }

  private String inside(List<Part> word, Part.Argument argument, List<String> values) {
    Parameter parameter = source.statement().parameter(argument);
    if (values.size() != 1) {
      throw RedisErrors.rejected("a list inside a key for " + parameter.name());
    }
    requireUndivided(word, parameter, values.getFirst());
    return values.getFirst();
  }

  /// Beside other text a value is a part of a key, and must not reach into another's.
  private static void requireUndivided(List<Part> word, Parameter parameter, String value) {
    StringBuilder divisions = new StringBuilder(":");
    for (Part part : word) {
      if (part instanceof Part.Text literal) {
        divisions.append(literal.text().charAt(0));
        divisions.append(literal.text().charAt(literal.text().length() - 1));
      }
    }
    if (value.chars().anyMatch(c -> divisions.indexOf(String.valueOf((char) c)) >= 0)) {
      throw RedisErrors.rejected("a character that divides keys in " + parameter.name());
    }
  }

  List<Request> commands() {
    return commands;
  }

  String unit() {
    return source.parents() == null ? "" : "parents";
  }

  Answer answer(Reply[] replies) {
    List<List<@Nullable Object[]>> rows = new ArrayList<>();
    List<@Nullable StoreException> failures = new ArrayList<>();
    RedisReplyRows reader = new RedisReplyRows(text, source.mapping(), query.projection());
    for (Reply reply : replies) {
      failures.add(reply.failure());
      rows.add(reply.failure() == null ? reader.rows(reply) : List.of());
    }
    if (source.parents() != null) {
      return parents.answer(query, rows, failures);
    }
    StoreException failure = failures.getFirst();
    if (failure != null) {
      throw failure;
    }
    return NativeAnswers.of(query, source, rows.getFirst(), Map.of());
  }

  /// Whether the only column of a row is its value, whatever its name.
  static boolean isValue(Map<String, Column> columns, Column column) {
    return columns.size() == 1 || column.name().equals("$value");
  }
}
