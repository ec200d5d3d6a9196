package dev.polyphony.loaders.mongodb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// A query document, and its text with `?` in place of every value.
///
/// The only maker of query documents: a value stands under an operator that is written here, so
/// that no value is ever read as an operator.
final class Clause {
  /// Matches every document.
  static final Clause ALL = new Clause(new BsonDocument(), _ -> {});

  /// Matches none. Servers see through an empty `$in` and read nothing.
  static final Clause NOTHING =
      new Clause(
          new BsonDocument("_id", new BsonDocument("$in", new BsonArray())),
          text -> text.append("_id: {$in: []}"));

  /// Writes the document without its braces. Most clauses are never written.
  private interface Inner {
    void write(StringBuilder text);
  }

  private final BsonDocument bson;
  private final Inner inner;

  private Clause(BsonDocument bson, Inner inner) {
    this.bson = bson;
    this.inner = inner;
  }

  BsonDocument bson() {
    return bson;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    text.append('{');
    inner.write(text);
    text.append('}');
  }

  private static Clause of(String path, String operator, BsonValue value, String written) {
    return new Clause(
        new BsonDocument(path, new BsonDocument(operator, value)),
        text ->
            text.append(quoted(path))
                .append(": {")
                .append(operator)
                .append(": ")
                .append(written)
                .append('}'));
  }

  static Clause compare(String path, String operator, BsonValue value) {
    return of(path, operator, value, "?");
  }

  /// Texts that begin with some text: the form of pattern that an index serves.
  ///
  /// @param element whether an element of an array is meant
  static Clause startsWith(String path, String text, boolean element) {
    return search(path, "^" + literal(text), "/^?/", element);
  }

  static Clause contains(String path, String text, boolean element) {
    return search(path, literal(text), "/?/", element);
  }

  private static Clause search(String path, String pattern, String written, boolean element) {
    BsonString regex = new BsonString(pattern);
    return element
        ? of(path, "$elemMatch", new BsonDocument("$regex", regex), "{$regex: " + written + "}")
        : of(path, "$regex", regex, written);
  }

  /// A pattern that matches the text and nothing else. A backslash takes its meaning from any
  /// character that is no letter or digit, in every kind of pattern.
  static String literal(String text) {
    StringBuilder pattern = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        // A pattern ends at a NUL.
        pattern.append("\\x00");
        continue;
      }
      if (c < 0x80 && !Character.isLetterOrDigit(c)) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return pattern.toString();
  }

  static Clause in(String path, List<? extends BsonValue> values) {
    return values.isEmpty() ? NOTHING : of(path, "$in", new BsonArray(values), "?");
  }

  /// Null or missing, or an array that has a null in it.
  static Clause isNull(String path) {
    return of(path, "$eq", BsonNull.VALUE, "null");
  }

  static Clause isNotNull(String path) {
    return of(path, "$ne", BsonNull.VALUE, "null");
  }

  static Clause exists(String path, boolean exists) {
    return of(path, "$exists", BsonBoolean.valueOf(exists), Boolean.toString(exists));
  }

  static Clause isNoArray(String path) {
    BsonDocument isArray = new BsonDocument("$type", new BsonString("array"));
    return of(path, "$not", isArray, "{$type: \"array\"}");
  }

  /// One of several clauses of one text, such as the keys of a batch; the text shows the first.
  static Clause anyAlike(List<Clause> alike) {
    if (alike.isEmpty()) {
      return NOTHING;
    }
    List<BsonDocument> documents = alike.stream().map(Clause::bson).toList();
    return new Clause(
        new BsonDocument("$or", new BsonArray(documents)),
        text -> {
          text.append("$or: [");
          alike.getFirst().write(text);
          text.append(", …]");
        });
  }

  static Clause and(Clause... clauses) {
    return and(Arrays.asList(clauses));
  }

  static Clause and(List<Clause> clauses) {
    List<Clause> parts = new ArrayList<>(clauses.size());
    for (Clause clause : clauses) {
      if (clause == NOTHING) {
        return NOTHING;
      }
      if (clause != ALL) {
        parts.add(clause);
      }
    }
    return switch (parts.size()) {
      case 0 -> ALL;
      case 1 -> parts.getFirst();
      default -> {
        BsonDocument merged = merged(parts);
        yield merged == null
            ? logical("$and", parts)
            : new Clause(merged, text -> writeAll(text, parts, false));
      }
    };
  }

  static Clause or(List<Clause> clauses) {
    List<Clause> parts = new ArrayList<>(clauses.size());
    for (Clause clause : clauses) {
      if (clause == ALL) {
        return ALL;
      }
      if (clause != NOTHING) {
        parts.add(clause);
      }
    }
    return switch (parts.size()) {
      case 0 -> NOTHING;
      case 1 -> parts.getFirst();
      default -> logical("$or", parts);
    };
  }

  static Clause not(Clause clause) {
    if (clause == ALL) {
      return NOTHING;
    }
    return clause == NOTHING ? ALL : logical("$nor", List.of(clause));
  }

  /// One document with all entries, or null when two have the same name.
  private static @Nullable BsonDocument merged(List<Clause> parts) {
    BsonDocument document = new BsonDocument();
    for (Clause part : parts) {
      for (var entry : part.bson.entrySet()) {
        if (document.put(entry.getKey(), entry.getValue()) != null) {
          return null;
        }
      }
    }
    return document;
  }

  private static Clause logical(String operator, List<Clause> parts) {
    List<BsonDocument> documents = parts.stream().map(Clause::bson).toList();
    return new Clause(
        new BsonDocument(operator, new BsonArray(documents)),
        text -> {
          text.append(operator).append(": [");
          writeAll(text, parts, true);
          text.append(']');
        });
  }

  private static void writeAll(StringBuilder text, List<Clause> parts, boolean braces) {
    String separator = "";
    for (Clause part : parts) {
      text.append(separator);
      if (braces) {
        part.write(text);
      } else {
        part.inner.write(text);
      }
      separator = ", ";
    }
  }

  /// Names are written bare where the shell admits it.
  static String quoted(String path) {
    return path.matches("[A-Za-z_][A-Za-z0-9_]*") ? path : "\"" + path.replace("\"", "\\\"") + "\"";
  }
}
