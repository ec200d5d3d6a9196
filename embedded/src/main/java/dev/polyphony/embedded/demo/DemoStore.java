package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.EmbeddedServer;
import dev.polyphony.embedded.process.StartFailure;
import dev.polyphony.embedded.seed.Loaded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// One store of the demo: started and loaded once, and started again on its port and with its data
/// when it ends before the demo does.
final class DemoStore implements AutoCloseable {
  private final Place place;
  private final Server server;
  private final Loaded loaded;
  private final AtomicReference<EmbeddedServer> running;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition restarted = lock.newCondition();

  /// Where it runs, and who is told.
  record Place(String name, String product, Path folder, Report report) {}

  /// Starts a server over a folder, on a port.
  @FunctionalInterface
  interface Server {
    EmbeddedServer start(Path folder, int port);
  }

  private DemoStore(Place place, Server server, EmbeddedServer running, Loaded loaded) {
    this.place = place;
    this.server = server;
    this.running = new AtomicReference<>(running);
    this.loaded = loaded;
  }

  /// @param server starts it, in the first place on any free port (0)
  /// @param load fills it, unless it holds its data already
  static <S extends EmbeddedServer> DemoStore start(
      Place place, Server server, Class<S> kind, Function<S, Loaded> load) {
    place.report().step(place.name(), place.product() + " starts");
    var started = server.start(place.folder(), 0);
    place.report().step(place.name(), place.product() + " serves");
    var loaded = load.apply(kind.cast(started));
    place.report().step(place.name(), loaded.now() ? "loaded" : "holds its data already");
    var store = new DemoStore(place, server, started, loaded);
    Thread.ofVirtual().name("watch " + place.name()).start(store::watch);
    return store;
  }

  private void watch() {
    try {
      while (!closing.get()) {
        running.get().awaitEnd();
        if (!closing.get()) {
          again();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (StartFailure failure) {
      place.report().step(place.name(), "cannot start again: " + failure.getMessage());
    }
  }

  private void again() {
    var ended = running.get();
    place.report().step(place.name(), place.product() + " has ended; it starts again");
    ended.close();
    var server = this.server.start(place.folder(), ended.port());
    running.set(server);
    lock.lock();
    try {
      restarted.signalAll();
    } finally {
      lock.unlock();
    }
    if (closing.get()) {
      server.close();
    }
    place.report().step(place.name(), place.product() + " serves again");
  }

  String product() {
    return place.product();
  }

  /// Where the gateway finds its data.
  String url() {
    return loaded.database().url();
  }

  int port() {
    return running.get().port();
  }

  long pid() {
    return running.get().pid();
  }

  /// Kills the server, and waits until it serves again.
  void kill(Duration patience) throws InterruptedException {
    var killed = running.get();
    ProcessHandle.of(killed.pid()).ifPresent(ProcessHandle::destroyForcibly);
    lock.lock();
    try {
      for (var left = patience.toNanos(); running.get().equals(killed); ) {
        if (left <= 0) {
          throw new StartFailure(place.product() + " did not start again within " + patience);
        }
        left = restarted.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  long memory() {
    return running.get().memory();
  }

  @Override
  public void close() {
    closing.set(true);
    running.get().close();
  }
}
