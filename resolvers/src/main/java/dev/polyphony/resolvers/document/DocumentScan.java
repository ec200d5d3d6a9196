package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Looks over a document's letters before it is parsed, because some are costly to parse: a number
/// takes time by the square of its digits, and tokens that are too many are read up to the bound.
///
/// It counts no token that is none, and may miss some: the parser counts again.
final class DocumentScan {
  /// The longest word. Every number that some scalar takes is much shorter.
  private static final int WORD = 5_000;

  private final String text;
  private int place;
  private int tokens;
  private int longest;

  private DocumentScan(String text) {
    this.text = text;
  }

  /// Why the document is not parsed, or null.
  static @Nullable RequestError check(String text, EngineLimits limits) {
    DocumentScan scan = new DocumentScan(text);
    while (scan.place < text.length() && scan.tokens <= limits.tokens() && scan.longest <= WORD) {
      scan.next();
    }
    if (scan.tokens > limits.tokens()) {
      return RequestError.of(
          ErrorCode.DOCUMENT_TOO_LARGE,
          "The document has more than " + limits.tokens() + " tokens");
    }
    return scan.longest > WORD
        ? RequestError.of(
            ErrorCode.DOCUMENT_TOO_LARGE,
            "The document has a name or a number of more than " + WORD + " letters")
        : null;
  }

  private void next() {
    char c = text.charAt(place);
    if (c == '#') {
      skipLine();
    } else if (c == '"') {
      tokens++;
      if (text.startsWith("\"\"\"", place)) {
        skipBlock();
      } else {
        skipText();
      }
    } else if (isWord(c)) {
      tokens++;
      int start = place;
      while (place < text.length() && isWord(text.charAt(place))) {
        place++;
      }
      longest = Math.max(longest, place - start);
    } else {
      if ("!$&():=@[]{|}".indexOf(c) >= 0) {
        tokens++;
      }
      place++;
    }
  }

  /// Letters of names and of numbers, and the three dots.
  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '+'
        || c == '.';
  }

  private void skipLine() {
    while (place < text.length() && text.charAt(place) != '\n' && text.charAt(place) != '\r') {
      place++;
    }
  }

  private void skipText() {
    place++;
    while (place < text.length() && "\"\n\r".indexOf(text.charAt(place)) < 0) {
      place += text.charAt(place) == '\\' ? 2 : 1;
    }
    place++;
  }

  private void skipBlock() {
    int end = text.indexOf("\"\"\"", place + 3);
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf("\"\"\"", end + 1);
    }
    place = end < 0 ? text.length() : end + 3;
  }
}
