package dev.polyphony.gateway.command;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.ServerSettings;
import dev.polyphony.schema.problems.Problem;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the gateway and stays until it is told to end.
@Command(name = "serve", description = "Starts the gateway.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final long START_SECONDS = 60;

  /// Beyond the time that running requests have: closing connections.
  private static final long CLOSE_SECONDS = 5;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", paramLabel = "HOST", description = "Instead of server.host.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Instead of server.port; 0 takes a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--exit-with-stdin",
      description = "Ends when the standard input does, so that it goes with its parent.")
  private boolean exitWithStdin;

  @Override
  public Integer call() throws InterruptedException {
    Project project = configuration.read();
    if (project instanceof Project.Sound sound) {
      for (Problem warning : sound.problems()) {
        LOG.warn("{}", warning);
      }
      return serve(sound);
    }
    ConfigurationOption.print(project.problems(), spec.commandLine().getErr());
    return 1;
  }

  private int serve(Project.Sound project) throws InterruptedException {
    ServerSettings settings = settings(project.configuration().server());
    Configuration effective = project.configuration().with(settings);
    Gateway gateway;
    try {
      gateway =
          Gateway.start(effective, project.catalog())
              .toCompletableFuture()
              .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cannot listen at %s:%d: %s".formatted(settings.host(), settings.port(), reason(e)), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("did not start within " + START_SECONDS + " s", e);
    }
    Thread stopper = new Thread(() -> stop(gateway, settings), "shutdown");
    Runtime.getRuntime().addShutdownHook(stopper);
    announce(gateway, project, settings);
    if (exitWithStdin) {
      awaitEndOfInput();
      return 0;
    }
    // Signals end the process; nothing else does.
    new CountDownLatch(1).await();
    return 0;
  }

  private static @Nullable String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.getMessage() : cause.getMessage();
  }

  private ServerSettings settings(ServerSettings written) {
    return written.at(host == null ? written.host() : host, port == null ? written.port() : port);
  }

  private static void announce(Gateway gateway, Project.Sound project, ServerSettings settings) {
    LOG.info(
        "polyphony {} serves http://{}:{}/graphql after {} ms; stores: {}; {} types; "
            + "Netty uses Unsafe: {}",
        Version.text(),
        settings.host(),
        gateway.port(),
        ManagementFactory.getRuntimeMXBean().getUptime(),
        String.join(", ", project.catalog().stores().keySet()),
        project.catalog().types().size(),
        PlatformDependent.hasUnsafe() ? "yes" : "no, and is slower without");
  }

  private static void awaitEndOfInput() {
    byte[] ignored = new byte[1024];
    try {
      while (System.in.read(ignored) >= 0) {
        // What comes in says nothing.
      }
    } catch (IOException e) {
      LOG.warn("the standard input cannot be read", e);
    }
  }

  private static void stop(Gateway gateway, ServerSettings settings) {
    LOG.info("shutting down; {} requests are running", gateway.runningRequests());
    try {
      gateway
          .stop()
          .toCompletableFuture()
          .get(settings.shutdownTimeout().toSeconds() + CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the gateway did not end in order", e);
    }
  }
}
