package dev.polyphony.embedded;

import java.util.ArrayList;
import java.util.List;

/// A file of CQL statements; servers take them one by one.
public final class CqlScript {
  private CqlScript() {}

  /// The statements, without the semicolons that end them and without comments. A semicolon or the
  /// sign of a comment inside quotes is none.
  public static List<String> statements(String script) {
    var statements = new ArrayList<String>();
    var statement = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (script.startsWith("--", i) || script.startsWith("//", i)) {
        int end = script.indexOf('\n', i);
        i = end < 0 ? script.length() : end;
        c = '\n';
      } else if (c == ';') {
        add(statements, statement);
        continue;
      }
      statement.append(c);
    }
    add(statements, statement);
    return statements;
  }

  private static void add(List<String> statements, StringBuilder statement) {
    var text = statement.toString().strip();
    if (!text.isEmpty()) {
      statements.add(text);
    }
    statement.setLength(0);
  }
}
