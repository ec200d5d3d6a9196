package dev.polyphony.embedded;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection to a Redis server for filling it: commands are collected, sent together, and
/// answered in order.
public final class RedisCommands implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int waiting;

  private RedisCommands(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
    this.out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
  }

  /// Connects to a port of this machine.
  static RedisCommands connect(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      return new RedisCommands(socket);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Sends a command and its answer comes: null, a text, a number, or a list of such. A part is
  /// bytes, or a thing whose text is sent.
  public @Nullable Object run(Object... command) {
    send(command);
    return answers().getLast();
  }

  /// Sends a command whose answer is taken later.
  public void send(Object... command) {
    try {
      write("*" + command.length + "\r\n");
      for (var part : command) {
        var bytes =
            part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8);
        write("$" + bytes.length + "\r\n");
        out.write(bytes);
        write("\r\n");
      }
      waiting++;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The answers to all that was sent, in order.
  ///
  /// @throws IllegalStateException when the server refused a command
  public List<@Nullable Object> answers() {
    var answers = new ArrayList<@Nullable Object>(waiting);
    try {
      out.flush();
      for (; waiting > 0; waiting--) {
        answers.add(read());
      }
      return answers;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private @Nullable Object read() throws IOException {
    var line = line();
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IllegalStateException(rest);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    var bytes = in.readNBytes(length);
    line();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private @Nullable List<@Nullable Object> list(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    var elements = new ArrayList<@Nullable Object>(length);
    for (int i = 0; i < length; i++) {
      elements.add(read());
    }
    return elements;
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int read = in.read(); read != '\r'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("Redis closed the connection");
      }
      text.append((char) read);
    }
    in.readNBytes(1);
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
