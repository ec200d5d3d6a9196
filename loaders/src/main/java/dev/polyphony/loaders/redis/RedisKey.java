package dev.polyphony.loaders.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One key that a request is about.
///
/// @param name as the server knows it
/// @param member in a set, the member that is sought
/// @param values the logical values of the fields that it was made of: the partition, then the
///   member
record RedisKey(int ordinal, String name, @Nullable String member, List<@Nullable Object> values) {
  /// The same with the value of a member that was found under it.
  RedisKey with(@Nullable Object found) {
    List<@Nullable Object> more = new ArrayList<>(values);
    more.add(found);
    return new RedisKey(ordinal, name, null, more);
  }
}
