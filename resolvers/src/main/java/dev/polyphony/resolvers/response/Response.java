package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.execution.RowSets;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of an executed operation, ready to be written.
public final class Response {
  private final RowSets sets;
  private final Map<String, @Nullable Object> introspection;
  private final int errorLimit;
  private final Map<String, ?> extensions;

  /// @param introspection values of the introspection fields by response key
  /// @param errorLimit entries of `errors`
  public Response(RowSets sets, Map<String, @Nullable Object> introspection, int errorLimit) {
    this(sets, introspection, errorLimit, Map.of());
  }

  private Response(
      RowSets sets,
      Map<String, @Nullable Object> introspection,
      int errorLimit,
      Map<String, ?> extensions) {
    this.sets = sets;
    this.introspection = introspection;
    this.errorLimit = errorLimit;
    this.extensions = extensions;
  }

  /// This answer with `extensions`.
  public Response with(Map<String, ?> others) {
    return new Response(sets, introspection, errorLimit, others);
  }

  /// A writer of this answer's JSON; each writes it once.
  public ResponseWriter writer(ChunkSink sink) {
    return new ResponseWriter(sets, 0, introspection, errorLimit, extensions, sink);
  }

  /// The whole answer at once.
  public byte[] toBytes() {
    return toBytes(0, extensions);
  }

  /// The whole answer to one of several events.
  ///
  /// @param root the event's row
  public byte[] toBytes(int root, Map<String, ?> others) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResponseWriter writer =
        new ResponseWriter(
            sets,
            root,
            introspection,
            errorLimit,
            others,
            (chunk, length) -> bytes.write(chunk, 0, length));
    writer.write(Integer.MAX_VALUE);
    return bytes.toByteArray();
  }
}
