package dev.polyphony.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A TCP proxy before a store that fails on demand, for tests.
///
/// Its methods return when the change is in force. It runs on virtual threads, two per connection,
/// and serves at most 256 connections at once.
public final class FaultProxy implements AutoCloseable {
  private static final int CONNECTIONS = 256;
  private static final int CONNECT_MILLIS = 5_000;

  private final InetSocketAddress target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Mode mode = Mode.PASS;
  private ServerSocket listener;
  private Thread acceptor;

  private enum Mode {
    PASS,
    HANG,
    REFUSE,
    CLOSED
  }

  private FaultProxy(InetSocketAddress target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
    this.acceptor = accept(listener);
    this.port = listener.getLocalPort();
  }

  /// A proxy before a port of this machine; it passes all bytes at first.
  public static FaultProxy before(int port) {
    try {
      var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      return new FaultProxy(target, listen(0));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The port to connect to; it stays the same in all modes.
  public int port() {
    return port;
  }

  /// Takes connections and bytes, and holds them back. What is held goes on when the proxy heals.
  public void hang() {
    change(Mode.HANG);
  }

  /// Breaks all connections and refuses new ones.
  public void refuse() {
    change(Mode.REFUSE);
    stopListening();
    cut();
  }

  /// Breaks the connections that are open now; new ones are served.
  public void cut() {
    // A client that notices connects anew while the others are still being closed.
    for (var socket : List.copyOf(sockets)) {
      closeQuietly(socket);
    }
  }

  /// Passes all bytes again.
  public void heal() {
    lock.lock();
    try {
      if (listener.isClosed()) {
        listener = listen(port);
        acceptor = accept(listener);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      lock.unlock();
    }
    change(Mode.PASS);
  }

  @Override
  public void close() {
    change(Mode.CLOSED);
    stopListening();
    cut();
  }

  private void change(Mode next) {
    lock.lock();
    try {
      mode = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Holds the caller back while the proxy hangs; whether bytes may go on.
  private boolean pass() throws InterruptedException {
    lock.lock();
    try {
      while (mode == Mode.HANG) {
        changed.await();
      }
      return mode == Mode.PASS;
    } finally {
      lock.unlock();
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECTIONS);
    return socket;
  }

  /// The port stays open until the thread that accepts has left it.
  private void stopListening() {
    lock.lock();
    try {
      listener.close();
      acceptor.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      lock.unlock();
    }
  }

  private Thread accept(ServerSocket from) {
    return Thread.startVirtualThread(() -> {
      while (!from.isClosed()) {
        try {
          take(from.accept());
        } catch (IOException closed) {
          // The loop's condition tells whether it was the listener.
        }
      }
    });
  }

  private void take(Socket client) {
    if (!free.tryAcquire()) {
      closeQuietly(client);
      return;
    }
    sockets.add(client);
    Thread.startVirtualThread(() -> serve(client));
  }

  private void serve(Socket client) {
    var server = new Socket();
    sockets.add(server);
    try {
      if (pass()) {
        server.connect(target, CONNECT_MILLIS);
        var back = Thread.startVirtualThread(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException refused) {
      // The client sees its connection close.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(client);
      closeQuietly(server);
      sockets.remove(client);
      sockets.remove(server);
      free.release();
    }
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[16_384];
    try {
      var input = from.getInputStream();
      var output = to.getOutputStream();
      for (int count = input.read(buffer); count >= 0 && pass(); count = input.read(buffer)) {
        output.write(buffer, 0, count);
        output.flush();
      }
    } catch (IOException ended) {
      // Either side may end at any time.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is closed either way.
    }
  }
}
