package dev.polyphony.loaders;

import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a native text of SQL or CQL as far as it takes to see what of it is quoted or a comment:
/// no placeholder may stand there, where the server would see no value.
public final class QueryText {
  private static final Pattern DOLLAR = Pattern.compile("\\$([A-Za-z_][A-Za-z_0-9]*)?\\$");
  private static final String ESCAPED = "\\'";
  private static final String LINE = "\n";
  private static final String BLOCK = "*/";

  private final boolean cql;
  private final StringBuilder code = new StringBuilder();

  /// What ends the constant, name or comment that is open; empty outside of all.
  private String open = "";

  private int depth;

  private QueryText(boolean cql) {
    this.cql = cql;
  }

  /// What stands outside of quotes and comments, with `?` for a placeholder.
  ///
  /// @throws IllegalArgumentException when it is not one statement; the message continues "The text
  ///   of …"
  public static String sql(NativeStatement statement) {
    return new QueryText(false).read(statement);
  }

  /// Like [#sql].
  public static String cql(NativeStatement statement) {
    return new QueryText(true).read(statement);
  }

  private String read(NativeStatement statement) {
    for (Part part : statement.parts()) {
      switch (part) {
        case Part.Text text -> read(text.text());
        case Part.Argument argument -> place(statement.parameter(argument).name());
        case Part.Key key -> place(statement.parameter(key).name());
      }
    }
    if (!open.isEmpty() && !open.equals(LINE)) {
      throw new IllegalArgumentException("does not end: what it opens is not closed");
    }
    if (code.indexOf(";") >= 0) {
      throw new IllegalArgumentException("holds a `;`; it is one statement and nothing after it");
    }
    return code.toString().strip();
  }

  private void place(String name) {
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "has {$" + name + "} inside quotes or a comment, where no value is bound");
    }
    code.append('?');
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length()) {
      at = open.isEmpty() ? outside(text, at) : inside(text, at);
    }
  }

  private int inside(String text, int at) {
    if (!cql && open.equals(BLOCK) && text.startsWith("/*", at)) {
      depth++;
      return at + 2;
    }
    if (open.equals(ESCAPED) && text.charAt(at) == '\\') {
      return at + 2;
    }
    String end = open.equals(ESCAPED) ? "'" : open;
    if (!text.startsWith(end, at)) {
      return at + 1;
    }
    if (--depth <= 0) {
      open = "";
      code.append(' ');
    }
    return at + end.length();
  }

  private int outside(String text, int at) {
    char c = text.charAt(at);
    Matcher dollar = DOLLAR.matcher(text).region(at, text.length());
    if (c == '\'') {
      boolean escapes =
          !cql && at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
      return open(escapes ? ESCAPED : "'", at + 1);
    }
    if (c == '"') {
      return open("\"", at + 1);
    }
    if (text.startsWith("--", at) || (cql && text.startsWith("//", at))) {
      return open(LINE, at + 2);
    }
    if (text.startsWith("/*", at)) {
      return open(BLOCK, at + 2);
    }
    if (c == '$' && dollar.lookingAt()) {
      return open(dollar.group(), dollar.end());
    }
    code.append(c);
    return at + 1;
  }

  private int open(String end, int next) {
    open = end;
    depth = 1;
    return next;
  }
}
