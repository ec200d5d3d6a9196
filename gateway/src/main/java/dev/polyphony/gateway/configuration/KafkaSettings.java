package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `kafka`: the brokers whose topics are followed.
///
/// @param client what Kafka's own clients are told, under their names
/// @param location of the section
public record KafkaSettings(Map<String, String> client, Location location) {
  /// What the gateway decides itself: it reads each topic once, from where it says, and keeps its
  /// place in cursors.
  private static final Set<String> OWN =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "group.instance.id",
          "group.protocol",
          "auto.offset.reset",
          "enable.auto.commit",
          "isolation.level",
          "key.deserializer",
          "value.deserializer",
          "key.serializer",
          "value.serializer",
          "enable.idempotence",
          "acks",
          "transactional.id");

  public KafkaSettings {
    client = Map.copyOf(client);
  }

  static @Nullable KafkaSettings read(@Nullable Section section) {
    if (section == null) {
      return null;
    }
    Map<String, String> client = new LinkedHashMap<>();
    List<String> servers = section.texts("bootstrapServers");
    if (servers.isEmpty()) {
      section.requiredText("bootstrapServers");
    }
    for (String server : String.join(",", servers).split(",")) {
      if (!servers.isEmpty()
          && !server.strip().matches("[^\\s:/]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}")) {
        section.wrong(
            "bootstrapServers", "holds `" + server + "`", "Write `host:port`, or a list of such");
      }
    }
    client.put("bootstrap.servers", String.join(",", servers));
    Section properties = section.section("properties");
    if (properties != null) {
      for (String name : properties.keys()) {
        String value = properties.text(name);
        if (OWN.contains(name)) {
          properties.wrong(name, "is the gateway's own to say", "Leave it out");
        } else if (value != null) {
          client.put(name, value);
        }
      }
      properties.finish();
    }
    section.finish();
    return new KafkaSettings(client, section.location());
  }

  /// Without the values: some are secret.
  @Override
  public String toString() {
    return "KafkaSettings" + client.keySet();
  }
}
