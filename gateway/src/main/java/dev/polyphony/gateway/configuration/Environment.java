package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.problems.Section.Value;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts the environment into texts: `${NAME}`, or `${NAME:default}` where the variable may be
/// absent; `$${` writes a literal `${`. What comes in is text and never read as YAML.
final class Environment {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}|\\$\\{");

  private final UnaryOperator<@Nullable String> variables;
  private final Problems problems;

  /// @param variables by name, null where there is none
  Environment(UnaryOperator<@Nullable String> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  Value substitute(String text, Location location) {
    if (text.indexOf("${") < 0) {
      return new Value(text, location);
    }
    StringBuilder result = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    boolean complete = true;
    boolean secret = false;
    while (matcher.find()) {
      String replacement = "${";
      if (matcher.group(1) == null) {
        String found = variable(matcher.group(2), matcher.group(3), location);
        complete &= found != null;
        secret = true;
        replacement = found == null ? "" : found;
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(result);
    return new Value(complete ? result.toString() : Section.UNKNOWN, location, secret);
  }

  private @Nullable String variable(
      @Nullable String name, @Nullable String otherwise, Location location) {
    if (name == null) {
      problems.error(
          "INVALID_PLACEHOLDER",
          location,
          "a placeholder is not closed, or holds no name of a variable",
          "Write `${NAME}` or `${NAME:default}`, or `$${` for a literal `${`");
      return null;
    }
    String value = variables.apply(name);
    if (value != null) {
      return value;
    }
    if (otherwise == null) {
      problems.error(
          "MISSING_VARIABLE",
          location,
          "the environment has no variable `" + name + "`",
          "Set it, or write a default: `${" + name + ":…}`");
    }
    return otherwise;
  }
}
