package dev.polyphony.loaders.janusgraph;

import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a native text of Gremlin into words, signs, constants and placeholders.
final class GremlinTokens {
  /// A piece of the text.
  sealed interface Token {
    /// A name of a step, a predicate or a constant.
    record Word(String text) implements Token {}

    /// One of `. , ( ) [ ]`.
    record Sign(char sign) implements Token {}

    /// A number, a text or a Boolean.
    record Constant(Object value) implements Token {}

    record Place(Part part) implements Token {}
  }

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?[lLdDmM]?");
  private static final String SIGNS = ".,()[]";

  private final List<Token> tokens = new ArrayList<>();

  private GremlinTokens() {}

  /// @throws IllegalArgumentException when something is neither; the message continues "The text of
  ///   …"
  static List<Token> of(NativeStatement statement) {
    GremlinTokens cut = new GremlinTokens();
    for (Part part : statement.parts()) {
      if (part instanceof Part.Text text) {
        cut.cut(text.text());
      } else {
        cut.tokens.add(new Token.Place(part));
      }
    }
    return cut.tokens;
  }

  private void cut(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      Matcher number = NUMBER.matcher(text).region(at, text.length());
      Matcher word = WORD.matcher(text).region(at, text.length());
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"') {
        at = quoted(text, at);
      } else if (number.lookingAt()) {
        tokens.add(new Token.Constant(number(number.group())));
        at = number.end();
      } else if (word.lookingAt()) {
        tokens.add(word(word.group()));
        at = word.end();
      } else if (SIGNS.indexOf(c) >= 0) {
        tokens.add(new Token.Sign(c));
        at++;
      } else {
        throw new IllegalArgumentException("has `" + c + "` where no step can have it");
      }
    }
  }

  private static Token word(String word) {
    return switch (word) {
      case "true" -> new Token.Constant(true);
      case "false" -> new Token.Constant(false);
      default -> new Token.Word(word);
    };
  }

  private static Object number(String text) {
    char last = Character.toLowerCase(text.charAt(text.length() - 1));
    String digits = Character.isLetter(last) ? text.substring(0, text.length() - 1) : text;
    BigDecimal value = new BigDecimal(digits);
    boolean whole = digits.matches("-?[0-9]+");
    try {
      return switch (last) {
        case 'l' -> value.longValueExact();
        case 'm' -> value;
        case 'd' -> value.doubleValue();
        default -> whole ? integer(value) : (Object) value.doubleValue();
      };
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("has the number " + text + ", which is too large", e);
    }
  }

  private static Object integer(BigDecimal value) {
    long whole = value.longValueExact();
    return whole == (int) whole ? (Object) (int) whole : (Object) whole;
  }

  private int quoted(String text, int start) {
    char quote = text.charAt(start);
    StringBuilder value = new StringBuilder();
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        tokens.add(new Token.Constant(value.toString()));
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        value.append(escaped(text.charAt(++at)));
      } else {
        value.append(c);
      }
    }
    throw new IllegalArgumentException(
        "has a quote that does not end; no value is bound inside quotes");
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '\'', '"' -> c;
      default -> throw new IllegalArgumentException("has \\" + c + " inside quotes");
    };
  }
}
