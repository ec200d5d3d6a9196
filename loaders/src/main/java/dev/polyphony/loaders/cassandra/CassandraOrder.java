package dev.polyphony.loaders.cassandra;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// The order in which the server keeps values of one type: of the plain values of
/// [CassandraValues], and of what the driver reads.
final class CassandraOrder {
  private CassandraOrder() {}

  static int compare(Object left, Object right) {
    return switch (left) {
      case String text ->
          Arrays.compareUnsigned(
              text.getBytes(StandardCharsets.UTF_8),
              right.toString().getBytes(StandardCharsets.UTF_8));
      case UUID uuid -> compareUuids(uuid, (UUID) right);
      case ByteBuffer bytes -> compareBytes(bytes, (ByteBuffer) right);
      case InetAddress address ->
          Arrays.compareUnsigned(address.getAddress(), ((InetAddress) right).getAddress());
      case Number number when number.getClass() != right.getClass() ->
          new BigDecimal(number.toString()).compareTo(new BigDecimal(right.toString()));
      case Comparable<?> value -> compareSame(value, right);
      default ->
          throw CassandraErrors.unsupported("no order of " + left.getClass().getSimpleName());
    };
  }

  private static int compareBytes(ByteBuffer left, ByteBuffer right) {
    byte[] one = new byte[left.remaining()];
    byte[] other = new byte[right.remaining()];
    left.duplicate().get(one);
    right.duplicate().get(other);
    return Arrays.compareUnsigned(one, other);
  }

  /// By version; those with a time by their time; then by their bits.
  private static int compareUuids(UUID left, UUID right) {
    int byVersion = Integer.compare(left.version(), right.version());
    if (byVersion != 0) {
      return byVersion;
    }
    if (left.version() != 1) {
      int high =
          Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
    int byTime = Long.compare(left.timestamp(), right.timestamp());
    // The server takes the bytes of the lower half as signed ones here.
    return byTime != 0
        ? byTime
        : Long.compare(
            left.getLeastSignificantBits() ^ 0x0080808080808080L,
            right.getLeastSignificantBits() ^ 0x0080808080808080L);
  }

  @SuppressWarnings("unchecked") // both are of one column
  private static int compareSame(Comparable<?> left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
