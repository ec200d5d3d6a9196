package dev.polyphony.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A file of the class path, ready to be sent.
///
/// @param zipped what the build compressed it to, `bytes` where that gained nothing
/// @param tag a strong entity tag, with its quotes
record Asset(Buffer bytes, Buffer zipped, String contentType, String tag) {
  /// Null when there is none.
  static @Nullable Asset load(String path) {
    byte[] bytes = read(path);
    if (bytes == null) {
      return null;
    }
    Buffer plain = Buffer.buffer(bytes);
    byte[] zipped = read(path + ".gz");
    return new Asset(
        plain,
        zipped == null || zipped.length >= bytes.length ? plain : Buffer.buffer(zipped),
        contentType(path.substring(path.lastIndexOf('.') + 1)),
        '"' + HexFormat.of().formatHex(digest(bytes), 0, 12) + '"');
  }

  private static byte @Nullable [] read(String path) {
    try (InputStream file = Asset.class.getClassLoader().getResourceAsStream(path)) {
      return file == null ? null : file.readAllBytes();
    } catch (IOException _) {
      // A folder of a jar, which opens but does not read.
      return null;
    }
  }

  boolean isSmallerZipped() {
    return zipped.length() < bytes.length();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String contentType(String extension) {
    return switch (extension) {
      case "html" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "json", "map" -> "application/json; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "ico" -> "image/x-icon";
      case "ttf" -> "font/ttf";
      case "woff2" -> "font/woff2";
      case "wasm" -> "application/wasm";
      case "txt" -> "text/plain; charset=utf-8";
      default -> "application/octet-stream";
    };
  }
}
