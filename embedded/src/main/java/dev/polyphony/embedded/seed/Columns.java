package dev.polyphony.embedded.seed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The columns of a load, with the files that they look values up in.
final class Columns {
  private final List<Column> columns;

  /// One column of the table or path of the document.
  record Column(String name, ColumnSource source, Map<String, String> found, RowText text) {

    /// The text for a row, or null when it is absent.
    @Nullable String value(Map<String, String> row) {
      var whole = text.of(name, row);
      var text =
          source.cut() > 0 && source.cut() < whole.length()
              ? whole.substring(0, source.cut())
              : whole;
      var replaced = source.replace().getOrDefault(text, text);
      var value = source.lookup() == null ? replaced : found.getOrDefault(replaced, "");
      return value.isEmpty() ? null : value;
    }

    /// The parts of a list; none when the text is absent.
    List<String> parts(Map<String, String> row, String separator) {
      var value = value(row);
      return value == null ? List.of() : List.of(value.split(Pattern.quote(separator)));
    }
  }

  private Columns(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  static Columns of(Seed seed, Load load) throws IOException {
    var columns = new ArrayList<Column>();
    for (var entry : load.columns().entrySet()) {
      columns.add(column(seed, entry.getKey(), entry.getValue()));
    }
    return new Columns(columns);
  }

  static Column column(Seed seed, String name, ColumnSource source) throws IOException {
    var lookup = source.lookup();
    Map<String, String> found =
        lookup == null
            ? Map.of()
            : CsvRows.lookup(seed.resolve(lookup.file()), lookup.key(), lookup.value());
    return new Column(name, source, found, new RowText(source.from()));
  }

  List<Column> all() {
    return columns;
  }
}
