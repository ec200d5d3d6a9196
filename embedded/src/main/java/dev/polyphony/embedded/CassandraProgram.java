package dev.polyphony.embedded;

import dev.polyphony.embedded.process.Command;
import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a Cassandra server is started: its class path, its JVM's options and its settings.
///
/// @param storagePort for other nodes of the cluster, of which there are none; the server binds it
///   nevertheless
record CassandraProgram(Path folder, int port, int storagePort) {
  private static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";

  /// What the server reaches into, by the server's own list for Java 17 and what Java 25 asks for
  /// besides.
  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.attach/sun.tools.attach");

  private static final List<String> OPENS =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/sun.nio.ch",
          "jdk.management/com.sun.management.internal",
          "jdk.compiler/com.sun.tools.javac");

  private static final String SETTINGS =
      """
      cluster_name: polyphony
      num_tokens: 1
      initial_token: 0
      partitioner: org.apache.cassandra.dht.Murmur3Partitioner
      listen_address: 127.0.0.1
      rpc_address: 127.0.0.1
      storage_port: STORAGE
      start_native_transport: true
      native_transport_port: NATIVE
      seed_provider:
        - class_name: org.apache.cassandra.locator.SimpleSeedProvider
          parameters: [ { seeds: "127.0.0.1:STORAGE" } ]
      endpoint_snitch: SimpleSnitch
      dynamic_snitch: false
      commitlog_sync: periodic
      commitlog_sync_period: 10000ms
      commitlog_segment_size: 4MiB
      commitlog_total_space: 64MiB
      hinted_handoff_enabled: false
      auto_snapshot: false
      auto_bootstrap: false
      incremental_backups: false
      key_cache_size: 8MiB
      counter_cache_size: 0MiB
      row_cache_size: 0MiB
      file_cache_enabled: false
      file_cache_size: 16MiB
      networking_cache_size: 16MiB
      memtable_heap_space: 64MiB
      memtable_offheap_space: 64MiB
      concurrent_reads: 4
      concurrent_writes: 4
      concurrent_counter_writes: 2
      concurrent_compactors: 1
      concurrent_materialized_view_writes: 1
      native_transport_max_threads: 8
      prepared_statements_cache_size: 5MiB
      disk_access_mode: standard
      batch_size_warn_threshold: 256KiB
      batch_size_fail_threshold: 1024KiB
      tombstone_failure_threshold: 20000
      read_request_timeout: 10s
      range_request_timeout: 10s
      write_request_timeout: 10s
      authenticator: AllowAllAuthenticator
      authorizer: AllowAllAuthorizer
      """;

  private static final String LOGGING =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{ISO8601} %-5level %logger{0} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
      </configuration>
      """;

  /// Writes the server's settings into its folder.
  void prepare() {
    try {
      Files.createDirectories(settings());
      Files.writeString(
          settings().resolve("cassandra.yaml"),
          SETTINGS.replace("STORAGE", "" + storagePort).replace("NATIVE", "" + port));
      Files.writeString(settings().resolve("logback.xml"), LOGGING);
    } catch (IOException failure) {
      throw new StartFailure("cannot prepare " + folder + ": " + failure.getMessage(), failure);
    }
  }

  private Path settings() {
    return folder.resolve("settings");
  }

  List<String> command() {
    var options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Xms64m",
                "-Xmx320m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dcassandra.config=" + settings().resolve("cassandra.yaml").toUri(),
                "-Dlogback.configurationFile=" + settings().resolve("logback.xml").toUri(),
                "-Dcassandra.storagedir=" + folder,
                "-Dcassandra.triggers_dir=" + settings(),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.shutdown_announce_in_ms=0"));
    EXPORTS.forEach(name -> options.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> options.add("--add-opens=" + name + "=ALL-UNNAMED"));
    var command = new ArrayList<>(withoutLockedMemory());
    command.addAll(JavaCommand.of(MAIN, classPath(), options));
    return List.copyOf(command);
  }

  /// The server locks its whole heap into memory where it may, which root may: half as much again.
  private static List<String> withoutLockedMemory() {
    var prefix = List.of("setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock");
    try {
      var probe = new ArrayList<>(prefix);
      probe.add("true");
      return Command.run(probe).succeeded() ? prefix : List.of();
    } catch (StartFailure absent) {
      return List.of();
    }
  }

  /// Written by the build of the server's own module, which lies inside this one's folder.
  private static String classPath() {
    var module = module();
    try {
      return module.resolve("cassandra-on-java-25.jar")
          + System.getProperty("path.separator")
          + Files.readString(module.resolve("classpath"));
    } catch (IOException failure) {
      throw new StartFailure(
          "Cassandra's class path is not in " + module + "; build embedded/cassandra first",
          failure);
    }
  }

  private static Path module() {
    try {
      var classes =
          Path.of(
              CassandraProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // Either target/classes or a jar in target.
      return classes.resolve("../../cassandra/target").normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
