package dev.polyphony.embedded.seed;

import dev.polyphony.embedded.process.StartFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a column for a row: one of the file's columns, or a text that names some in braces.
final class RowText {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
  private static final String REPEATS = "{#}";

  private final String from;
  private final boolean composed;
  private final Map<String, Integer> repeats = new HashMap<>();

  RowText(String from) {
    this.from = from;
    this.composed = from.indexOf('{') >= 0;
  }

  String of(String column, Map<String, String> row) {
    if (!composed) {
      return value(column, from, row);
    }
    var text =
        PLACE
            .matcher(from)
            .replaceAll(place ->
                Matcher.quoteReplacement(
                    place.group().equals(REPEATS) ? REPEATS : value(column, place.group(1), row)));
    return from.contains(REPEATS)
        ? text.replace(REPEATS, repeats.merge(text, 1, Integer::sum).toString())
        : text;
  }

  private static String value(String column, String name, Map<String, String> row) {
    var value = row.get(name);
    if (value == null) {
      throw new StartFailure("the file of " + column + " has no column " + name);
    }
    return value;
  }
}
