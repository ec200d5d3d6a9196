package dev.polyphony.gateway.configuration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `polyphony.yaml` says, one record per section.
///
/// @param schema the SDL files, in order of their names
/// @param stores by name, as written
/// @param examples files of example queries for GraphiQL, in order of their names
public record Configuration(
    List<Path> schema,
    Map<String, ConfiguredStore> stores,
    LimitSettings limits,
    ServerSettings server,
    List<Path> examples) {
  public Configuration {
    schema = List.copyOf(schema);
    stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    examples = List.copyOf(examples);
  }
}
