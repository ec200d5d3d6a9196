package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private ServerSocket server;
  private FaultProxy proxy;

  @BeforeEach
  void startAnEcho() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try {
          var socket = server.accept();
          Thread.startVirtualThread(() -> echo(socket));
        } catch (IOException closed) {
          return;
        }
      }
    });
    proxy = FaultProxy.before(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passesBytesBothWays() throws IOException {
    try (var client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      assertThat(ask(client, 8)).isEqualTo(8);
    }
  }

  @Test
  void holdsBytesAndNewConnectionsWhileItHangs() throws IOException {
    try (var before = connect()) {
      assertThat(ask(before, 1)).isEqualTo(1);

      proxy.hang();

      try (var after = connect()) {
        before.setSoTimeout(100);
        after.setSoTimeout(100);
        assertThatThrownBy(() -> ask(before, 2)).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> ask(after, 3)).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();

        before.setSoTimeout(5_000);
        after.setSoTimeout(5_000);
        assertThat(before.getInputStream().read()).isEqualTo(2);
        assertThat(after.getInputStream().read()).isEqualTo(3);
      }
    }
  }

  @Test
  void refusesAndBreaksThenHealsOnTheSamePort() throws IOException {
    try (var before = connect()) {
      assertThat(ask(before, 1)).isEqualTo(1);

      proxy.refuse();

      assertThat(isBroken(before)).isTrue();
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    proxy.heal();

    try (var after = connect()) {
      assertThat(ask(after, 2)).isEqualTo(2);
    }
  }

  @Test
  void cutBreaksOnlyWhatIsOpen() throws IOException {
    try (var before = connect()) {
      assertThat(ask(before, 1)).isEqualTo(1);

      proxy.cut();

      assertThat(isBroken(before)).isTrue();
    }
    try (var after = connect()) {
      assertThat(ask(after, 2)).isEqualTo(2);
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static int ask(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    return socket.getInputStream().read();
  }

  private static boolean isBroken(Socket socket) {
    try {
      return ask(socket, 9) == -1;
    } catch (IOException broken) {
      return !(broken instanceof SocketTimeoutException);
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException broken) {
      // The proxy cuts connections.
    }
  }
}
