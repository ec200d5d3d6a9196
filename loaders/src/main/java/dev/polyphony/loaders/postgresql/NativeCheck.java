package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import dev.polyphony.schema.problems.Problems;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a native text as far as it takes to see that it is one query, and that no placeholder
/// stands where the server would see a constant, a name or a comment. The rest is the server's to
/// judge.
final class NativeCheck {
  private static final Pattern DOLLAR = Pattern.compile("\\$([A-Za-z_][A-Za-z_0-9]*)?\\$");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]+|\\(");
  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE", "(");

  private final NativeStatement statement;
  private final Problems problems;

  /// What ends the constant, name or comment that is open; empty outside of all.
  private String open = "";

  private int depth;
  private boolean begun;

  private NativeCheck(NativeStatement statement, Problems problems) {
    this.statement = statement;
    this.problems = problems;
  }

  static void check(NativeStatement statement, Problems problems) {
    NativeCheck check = new NativeCheck(statement, problems);
    for (Part part : statement.parts()) {
      switch (part) {
        case Part.Text text -> check.read(text.text());
        case Part.Argument argument -> check.place(statement.parameter(argument).name());
        case Part.Key key -> check.place(statement.parameter(key).name());
      }
    }
    if (!(check.open.isEmpty() || check.open.equals("\n"))) {
      check.refuse("does not end: `" + check.open + "` is missing", "Close what it opens");
    } else if (!check.begun) {
      check.refuse("holds no query", "Write a SELECT");
    }
  }

  private void place(String name) {
    if (!open.isEmpty()) {
      refuse(
          "has {$" + name + "} inside quotes or a comment, where no value is bound",
          "Take the quotes away: values are bound with their type");
    }
  }

  private void refuse(String what, String mend) {
    problems.error(
        "INVALID_NATIVE_TEXT",
        statement.row().location(),
        "The text of " + statement.row().from() + " " + what,
        mend);
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length()) {
      at = open.isEmpty() ? outside(text, at) : inside(text, at);
    }
  }

  private int inside(String text, int at) {
    if (open.equals("*/") && text.startsWith("/*", at)) {
      depth++;
      return at + 2;
    }
    if (open.equals("\\'") && text.charAt(at) == '\\') {
      return at + 2;
    }
    String end = open.equals("\\'") ? "'" : open;
    if (!text.startsWith(end, at)) {
      return at + 1;
    }
    if (--depth <= 0) {
      open = "";
    }
    return at + end.length();
  }

  private int outside(String text, int at) {
    char c = text.charAt(at);
    Matcher dollar = DOLLAR.matcher(text).region(at, text.length());
    if (c == '\'') {
      boolean escapes = at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
      return open(escapes ? "\\'" : "'", at + 1);
    }
    if (c == '"') {
      return open("\"", at + 1);
    }
    if (text.startsWith("--", at)) {
      return open("\n", at + 2);
    }
    if (text.startsWith("/*", at)) {
      return open("*/", at + 2);
    }
    if (c == '$' && dollar.lookingAt()) {
      return open(dollar.group(), dollar.end());
    }
    if (c == ';') {
      refuse("holds a `;`", "Write one query, without `;`");
    } else if (!begun && !Character.isWhitespace(c)) {
      begin(text, at);
    }
    return at + 1;
  }

  private int open(String end, int next) {
    open = end;
    depth = 1;
    return next;
  }

  private void begin(String text, int at) {
    begun = true;
    Matcher word = WORD.matcher(text).region(at, text.length());
    String first = word.lookingAt() ? word.group() : text.substring(at, at + 1);
    if (!QUERIES.contains(first.toUpperCase(java.util.Locale.ROOT))) {
      refuse("begins with `" + first + "`", "Write a query, which begins with SELECT or WITH");
    }
  }
}
