package dev.polyphony.gateway.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `NN-name.graphql` and, where it is there, `NN-name.variables.json`.
final class ExampleReader {
  private final Problems problems;

  ExampleReader(Problems problems) {
    this.problems = problems;
  }

  List<ExampleQuery> read(List<Path> files) {
    List<ExampleQuery> examples = new ArrayList<>();
    for (Path file : files) {
      String query = text(file);
      String fileName = String.valueOf(file.getFileName());
      if (query != null) {
        String stem = fileName.replaceFirst("\\.[^.]*$", "");
        String name = stem.replaceFirst("^[0-9]+-", "");
        String variables = variables(file.resolveSibling(stem + ".variables.json"));
        examples.add(new ExampleQuery(name, title(query, name), query, variables));
      }
    }
    return examples;
  }

  private static String title(String query, String otherwise) {
    String first = query.lines().findFirst().orElse("").strip();
    return first.startsWith("#") ? first.replaceFirst("^#+\\s*", "") : otherwise;
  }

  private String variables(Path file) {
    if (!Files.exists(file)) {
      return "{}";
    }
    String json = text(file);
    if (json == null) {
      return "{}";
    }
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return json;
        }
      }
    } catch (IOException _) {
      // reported below, like another value than an object
    }
    problems.error(
        "INVALID_EXAMPLE",
        Location.of(file.toString()),
        "the variables are no JSON object",
        "Write `{\"name\": value}`");
    return "{}";
  }

  private @Nullable String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      problems.error(
          "UNREADABLE_FILE",
          Location.of(file.toString()),
          "the file cannot be read",
          "Give the gateway the right to, and write the file in UTF-8");
      return null;
    }
  }
}
