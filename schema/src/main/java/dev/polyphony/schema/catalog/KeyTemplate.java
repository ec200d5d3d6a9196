package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// A source's name with the entity's key in it, such as `session:{$key.token}`.
///
/// Only `{$` opens a placeholder; `{$$` stands for `{$` itself.
public record KeyTemplate(List<Part> parts) {
  private static final String OPEN = "{$";
  private static final String ESCAPE = "{$$";
  private static final String SCOPE = "key.";

  /// A piece of the name.
  public sealed interface Part {
    record Text(String text) implements Part {}

    /// A field of the key.
    record Field(FieldPath field) implements Part {}
  }

  public KeyTemplate {
    parts = List.copyOf(parts);
  }

  /// @throws IllegalArgumentException when a placeholder is not of the form `{$key.field}`; the
  ///   message says which
  public static KeyTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPE, at)) {
        literal.append(OPEN);
        at += ESCAPE.length();
      } else if (text.startsWith(OPEN, at)) {
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + OPEN.length(), end);
        if (!inside.matches("key(\\.[_A-Za-z][_0-9A-Za-z]*)+")) {
          String shown = end < 0 ? text.substring(at) : text.substring(at, end + 1);
          throw new IllegalArgumentException("`" + shown + "` is no placeholder of the key");
        }
        if (!literal.isEmpty()) {
          parts.add(new Part.Text(literal.toString()));
          literal.setLength(0);
        }
        parts.add(new Part.Field(FieldPath.of(inside.substring(SCOPE.length()))));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    if (!literal.isEmpty()) {
      parts.add(new Part.Text(literal.toString()));
    }
    return new KeyTemplate(parts);
  }

  /// The fields of the placeholders, each once, in order of first appearance.
  public List<FieldPath> fields() {
    return parts.stream()
        .filter(Part.Field.class::isInstance)
        .map(part -> ((Part.Field) part).field())
        .distinct()
        .toList();
  }
}
