package dev.polyphony.resolvers.subscription;

import dev.polyphony.resolvers.execution.CursorSeal;
import dev.polyphony.schema.catalog.EventStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cursors of one stream: a position in its topics as opaque text that ends with a seal.
final class EventCursors {
  private static final byte VERSION = 3;

  private final CursorSeal seal;
  private final String context;

  EventCursors(CursorSeal seal, EventStream stream) {
    this.seal = seal;
    this.context = CursorSeal.digest(List.of(stream.field(), stream.topics()));
  }

  String encode(byte[] position) {
    byte[] bytes = Arrays.copyOf(position, position.length + 1 + CursorSeal.LENGTH);
    bytes[position.length] = VERSION;
    byte[] sealed = seal.of(context, Arrays.copyOf(bytes, position.length + 1));
    System.arraycopy(sealed, 0, bytes, position.length + 1, CursorSeal.LENGTH);
    return text(bytes);
  }

  /// The position, or null where it is no cursor of this stream, or was edited.
  byte @Nullable [] decode(String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int end = bytes.length - CursorSeal.LENGTH;
    // Several texts mean the same bytes: what follows the last bit, and padding, are ignored.
    if (end < 1 || bytes[end - 1] != VERSION || !text(bytes).equals(cursor)) {
      return null;
    }
    byte[] sealed = Arrays.copyOfRange(bytes, end, bytes.length);
    boolean own = MessageDigest.isEqual(sealed, seal.of(context, Arrays.copyOf(bytes, end)));
    return own ? Arrays.copyOf(bytes, end - 1) : null;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
