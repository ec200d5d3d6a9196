package dev.polyphony.resolvers.execution;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals cursors, so that an edited one is known. All instances of a gateway have the same key.
public final class CursorSeal {
  /// Bytes of a seal.
  public static final int LENGTH = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private CursorSeal(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// @param key any bytes, at least one
  public static CursorSeal of(byte[] key) {
    return new CursorSeal(key);
  }

  /// Cursors then end with the process.
  public static CursorSeal random() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new CursorSeal(key);
  }

  /// A digest of values that is the same in every instance and after a restart.
  public static String digest(List<@Nullable Object> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      values.forEach(value -> add(digest, value));
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, @Nullable Object value) {
    switch (value) {
      case null -> digest.update((byte) 0);
      case byte[] bytes -> add(digest, (byte) 1, bytes);
      case List<?> list -> {
        digest.update((byte) 2);
        list.forEach(element -> add(digest, element));
        digest.update((byte) 3);
      }
      case Map<?, ?> map -> {
        digest.update((byte) 4);
        new TreeMap<>(map)
            .forEach((key, element) -> {
              add(digest, key);
              add(digest, element);
            });
        digest.update((byte) 5);
      }
      default -> add(digest, (byte) 6, value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void add(MessageDigest digest, byte kind, byte[] bytes) {
    digest.update(kind);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /// The seal of a body, for one context.
  public byte[] of(String context, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(context.getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(mac.doFinal(body), LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
