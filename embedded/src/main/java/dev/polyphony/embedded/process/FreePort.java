package dev.polyphony.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Ports of this machine's own address.
public final class FreePort {
  private static final int TRIES = 3;

  /// As servers say it.
  private static final Pattern TAKEN =
      Pattern.compile("[Aa]ddress already in use|is in use by another process");

  private FreePort() {}

  /// A port that is free now.
  public static int any() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new StartFailure("no free port: " + failure.getMessage(), failure);
    }
  }

  /// Starts a server on a port; once more when the port is still or again somebody else's, which
  /// one that was free a moment ago may be before the server has it.
  ///
  /// @param port 0 for any, another one each time
  public static <S> S taking(int port, IntFunction<S> start) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.apply(port == 0 ? any() : port);
      } catch (StartFailure failure) {
        if (attempt == TRIES || !TAKEN.matcher(String.valueOf(failure.getMessage())).find()) {
          throw failure;
        }
      }
    }
  }

  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
