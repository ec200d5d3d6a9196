package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text in a store's own language with places for values, such as `SELECT … WHERE code =
/// ANY({$batch.code})`.
///
/// Only `{$` opens a placeholder; `{$$` stands for `{$` itself.
public record NativeText(List<Part> parts) {
  private static final String OPEN = "{$";
  private static final String ESCAPE = "{$$";
  private static final Pattern INSIDE =
      Pattern.compile(
          "(args|claims|batch|this)\\.([_A-Za-z][_0-9A-Za-z]*(\\.[_A-Za-z][_0-9A-Za-z]*)*)");

  /// A piece of the text.
  public sealed interface Part {
    record Text(String text) implements Part {}

    record Placeholder(Scope scope, FieldPath path) implements Part {
      @Override
      public String toString() {
        return OPEN + scope.name().toLowerCase(Locale.ROOT) + "." + path + "}";
      }
    }
  }

  /// What a placeholder takes its value from.
  public enum Scope {
    /// The field's arguments.
    ARGS,
    /// Who asks.
    CLAIMS,
    /// All rows that the field belongs to: a list.
    BATCH,
    /// The row that the field belongs to.
    THIS
  }

  public NativeText {
    parts = List.copyOf(parts);
  }

  /// @throws IllegalArgumentException when a placeholder is of none of the known forms; the message
  ///   says which
  public static NativeText parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPE, at)) {
        literal.append(OPEN);
        at += ESCAPE.length();
      } else if (text.startsWith(OPEN, at)) {
        int end = text.indexOf('}', at);
        if (!literal.isEmpty()) {
          parts.add(new Part.Text(literal.toString()));
          literal.setLength(0);
        }
        parts.add(placeholder(text, at, end));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    if (!literal.isEmpty()) {
      parts.add(new Part.Text(literal.toString()));
    }
    return new NativeText(parts);
  }

  private static Part placeholder(String text, int at, int end) {
    Matcher inside = INSIDE.matcher(end < 0 ? "" : text.substring(at + OPEN.length(), end));
    if (!inside.matches()) {
      String shown = end < 0 ? text.substring(at) : text.substring(at, end + 1);
      throw new IllegalArgumentException("`" + shown + "` is no placeholder");
    }
    Scope scope = Scope.valueOf(inside.group(1).toUpperCase(Locale.ROOT));
    return new Part.Placeholder(scope, FieldPath.of(inside.group(2)));
  }

  /// The placeholders of one scope, each once, in order of first appearance.
  public List<Part.Placeholder> placeholders(Scope scope) {
    return parts.stream()
        .filter(Part.Placeholder.class::isInstance)
        .map(Part.Placeholder.class::cast)
        .filter(placeholder -> placeholder.scope() == scope)
        .distinct()
        .toList();
  }
}
