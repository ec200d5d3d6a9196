package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.QueryText;
import dev.polyphony.schema.catalog.NativeStatement;
import java.util.Locale;
import java.util.regex.Pattern;

/// A native text of Cassandra: one SELECT, with `?` in place of the values.
record CassandraNativeText(String text) {
  private static final Pattern FILTERING = Pattern.compile("\\bALLOW\\s+FILTERING\\b");
  private static final Pattern COMMENT = Pattern.compile("(--|//)[^\n]*\\z");
  private static final Pattern SELECT = Pattern.compile("SELECT\\b.*", Pattern.DOTALL);

  /// @throws IllegalArgumentException when the text is none or does more than to read; the message
  ///   continues "The text of …"
  static CassandraNativeText of(NativeStatement statement) {
    String code = QueryText.cql(statement).toUpperCase(Locale.ROOT);
    if (!SELECT.matcher(code).matches()) {
      throw new IllegalArgumentException("is no SELECT");
    }
    if (FILTERING.matcher(code).find()) {
      throw new IllegalArgumentException(
          "says ALLOW FILTERING, which reads a table to the end; ask a table that serves it");
    }
    String text = NativeTexts.with(statement, _ -> "?").strip();
    // To the server, a comment ends with its line or not at all.
    boolean comment = COMMENT.matcher(text).find();
    return new CassandraNativeText(comment ? text + "\n" : text);
  }
}
