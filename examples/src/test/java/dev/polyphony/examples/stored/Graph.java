package dev.polyphony.examples.stored;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// An example's vertices and edges in JanusGraph, from the files that it is loaded from: reading a
/// whole graph from its server takes longer.
final class Graph {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

  private final Path seed;
  private final JsonNode properties;
  private final int copies;
  private final Map<String, Map<String, ?>> vertices = new HashMap<>();
  private final Map<String, List<Map<String, ?>>> rows = new LinkedHashMap<>();

  private Graph(Path seed, JsonNode properties, int copies) {
    this.seed = seed;
    this.properties = properties;
    this.copies = copies;
  }

  static Map<String, List<Map<String, ?>>> rows(Path seed, String store, int copies) {
    try {
      YAMLMapper yaml = new YAMLMapper();
      JsonNode loaded = yaml.readTree(seed.resolve("seed.yaml").toFile()).get(store);
      JsonNode defined = yaml.readTree(seed.resolve(loaded.get("define").asText()).toFile());
      Graph graph = new Graph(seed, defined.get("properties"), copies);
      for (JsonNode load : loaded.get("load")) {
        graph.load(load);
      }
      return graph.rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(JsonNode load) throws IOException {
    String label = load.get("into").asText();
    List<Map<String, ?>> elements = new ArrayList<>();
    for (Map<String, String> row : read(seed.resolve(load.get("file").asText()))) {
      Map<String, @Nullable Object> element = new LinkedHashMap<>();
      load.path("columns")
          .properties()
          .forEach(column -> {
            String text = text(column.getValue(), row);
            if (!text.isEmpty()) {
              element.put(column.getKey(), typed(column.getKey(), text));
            }
          });
      if (load.has("edge")) {
        element.put("$id", label + elements.size());
        element.put("$out", end(load.at("/edge/from"), row));
        element.put("$in", end(load.at("/edge/to"), row));
        Copies.add(elements, element, "$id", copies);
      } else {
        element.put("$label", label);
        element.forEach((name, value) -> vertices.put(place(label, name, value), element));
        Copies.add(elements, element, "code", copies);
      }
    }
    rows.put(label, elements);
  }

  private static String place(String label, String property, @Nullable Object value) {
    return label + " " + property + " " + value;
  }

  private Map<String, ?> end(JsonNode end, Map<String, String> row) {
    String label =
        end.has("vertex")
            ? end.get("vertex").asText()
            : requireNonNull(row.get(end.get("vertexFrom").asText()));
    String at = place(label, end.get("property").asText(), text(end.get("value"), row));
    return requireNonNull(vertices.get(at), at);
  }

  /// The parts of the seed's language that graphs use.
  private static String text(JsonNode source, Map<String, String> row) {
    String from = source.isTextual() ? source.asText() : source.get("from").asText();
    String text =
        from.contains("{")
            ? PLACE
                .matcher(from)
                .replaceAll(found -> Matcher.quoteReplacement(cell(row, found.group(1))))
            : cell(row, from);
    return source.path("replace").path(text).asText(text);
  }

  private static String cell(Map<String, String> row, String name) {
    return requireNonNull(row.get(name), name);
  }

  private Object typed(String property, String text) {
    return switch (properties.get(property).asText()) {
      case "int" -> (Object) Integer.valueOf(text);
      case "text" -> text;
      default -> throw new AssertionError(property);
    };
  }

  private static List<Map<String, String>> read(Path file) throws IOException {
    CsvSchema header = CsvSchema.emptySchema().withHeader();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        MappingIterator<Map<String, String>> rows =
            new CsvMapper().readerForMapOf(String.class).with(header).readValues(in)) {
      return rows.readAll();
    }
  }
}
