package dev.polyphony.resolvers.response;

/// Takes the bytes of an answer, chunk by chunk.
@FunctionalInterface
public interface ChunkSink {
  /// Takes `length` bytes from the start of the array. The array is reused when this returns.
  void write(byte[] bytes, int length);
}
