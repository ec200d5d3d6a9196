package dev.polyphony.gateway.configuration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `polyphony.yaml` says, one record per section.
///
/// @param schema the SDL files, in order of their names
/// @param stores by name, as written
/// @param kafka the brokers whose topics are followed; null where there are none
/// @param examples queries that GraphiQL offers, in order of their files' names
public record Configuration(
    List<Path> schema,
    Map<String, ConfiguredStore> stores,
    @Nullable KafkaSettings kafka,
    LimitSettings limits,
    ServerSettings server,
    AuthSettings auth,
    List<ExampleQuery> examples) {
  public Configuration {
    schema = List.copyOf(schema);
    stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    examples = List.copyOf(examples);
  }

  public Configuration with(ServerSettings otherServer) {
    return new Configuration(schema, stores, kafka, limits, otherServer, auth, examples);
  }

  public Configuration with(LimitSettings otherLimits) {
    return new Configuration(schema, stores, kafka, otherLimits, server, auth, examples);
  }
}
