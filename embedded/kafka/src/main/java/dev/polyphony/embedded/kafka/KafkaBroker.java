package dev.polyphony.embedded.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/// Starts a broker, whose storage it makes first where there is none.
public final class KafkaBroker {
  /// All brokers here are clusters of their own, which nobody compares.
  private static final String CLUSTER = "AAAAAAAAAAAAAAAAAAAAAQ";

  private KafkaBroker() {}

  /// @param arguments the file of the settings, and the folder of the data
  public static void main(String[] arguments) {
    String settings = arguments[0];
    if (!Files.exists(Path.of(arguments[1]).resolve("meta.properties"))) {
      List<String> format = List.of("format", "-t", CLUSTER, "-c", settings);
      int status = StorageTool.execute(format.toArray(new String[0]), System.out);
      if (status != 0) {
        System.exit(status);
      }
    }
    Kafka.main(new String[] {settings});
  }
}
