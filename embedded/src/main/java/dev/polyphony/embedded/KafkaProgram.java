package dev.polyphony.embedded;

import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How a Kafka broker is started: its class path, its JVM's options and its settings.
///
/// @param controllerPort for the controllers of the cluster, of which it is the only one
record KafkaProgram(Path folder, int port, int controllerPort) {
  private static final String MAIN = "dev.polyphony.embedded.kafka.KafkaBroker";

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=1
      listeners=PLAINTEXT://127.0.0.1:PORT,CONTROLLER://127.0.0.1:VOTES
      advertised.listeners=PLAINTEXT://127.0.0.1:PORT
      listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
      inter.broker.listener.name=PLAINTEXT
      controller.listener.names=CONTROLLER
      controller.quorum.voters=1@127.0.0.1:VOTES
      log.dirs=DATA
      num.network.threads=1
      num.io.threads=2
      background.threads=2
      num.partitions=1
      num.recovery.threads.per.data.dir=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      share.coordinator.state.topic.num.partitions=1
      group.initial.rebalance.delay.ms=0
      auto.create.topics.enable=false
      log.cleaner.dedupe.buffer.size=2097152
      log.cleaner.threads=1
      log.cleaner.backoff.ms=500
      log.retention.check.interval.ms=500
      log.segment.delete.delay.ms=500
      file.delete.delay.ms=500
      transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
      broker.session.timeout.ms=2000
      broker.heartbeat.interval.ms=500
      """;

  private static final String LOGGING =
      """
      rootLogger.level=WARN
      rootLogger.appenderRef.out.ref=OUT
      logger.start.name=kafka.server.KafkaRaftServer
      logger.start.level=INFO
      appender.out.type=Console
      appender.out.name=OUT
      appender.out.layout.type=PatternLayout
      appender.out.layout.pattern=%d %-5p %c{1} %m%n
      """;

  /// Writes the broker's settings into its folder.
  void prepare() {
    try {
      Files.createDirectories(data());
      Files.writeString(
          settings(),
          SETTINGS
              .replace("PORT", "" + port)
              .replace("VOTES", "" + controllerPort)
              .replace("DATA", data().toString()));
      Files.writeString(logging(), LOGGING);
    } catch (IOException failure) {
      throw new StartFailure("cannot prepare " + folder + ": " + failure.getMessage(), failure);
    }
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  private Path logging() {
    return folder.resolve("log4j2.properties");
  }

  private Path data() {
    return folder.resolve("data");
  }

  List<String> command() {
    var options =
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xms64m",
            "-Xmx192m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "-Dlog4j2.configurationFile=" + logging().toUri());
    var arguments = List.of(settings().toString(), data().toString());
    var command = new java.util.ArrayList<>(JavaCommand.of(MAIN, classPath(), options));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /// Written by the build of the broker's own module, which lies inside this one's folder.
  private static String classPath() {
    var module = module();
    try {
      return module.resolve("kafka-server.jar")
          + System.getProperty("path.separator")
          + Files.readString(module.resolve("classpath"));
    } catch (IOException failure) {
      throw new StartFailure(
          "Kafka's class path is not in " + module + "; build embedded/kafka first", failure);
    }
  }

  private static Path module() {
    try {
      var classes =
          Path.of(KafkaProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // Either target/classes or a jar in target.
      return classes.resolve("../../kafka/target").normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
