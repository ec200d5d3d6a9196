package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Gzipped data files, read row by row.
final class CsvRows {
  private CsvRows() {}

  /// The rows of a CSV file, by the names of its header.
  static MappingIterator<Map<String, String>> open(Path file) throws IOException {
    return new CsvMapper()
        .readerForMapOf(String.class)
        .with(CsvSchema.emptySchema().withHeader())
        .readValues(unzipped(file));
  }

  static InputStream unzipped(Path file) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 65_536);
  }

  static Map<String, String> lookup(Path file, String key, String value) throws IOException {
    var found = new HashMap<String, String>();
    try (var rows = open(file)) {
      while (rows.hasNext()) {
        var row = rows.next();
        found.put(row.getOrDefault(key, ""), row.getOrDefault(value, ""));
      }
    }
    return found;
  }
}
