package dev.polyphony.embedded.seed;

import org.jspecify.annotations.Nullable;

/// What the rows of a load become in Redis.
///
/// @param as a hash of all columns by default
/// @param member the column that is the member, in sets
/// @param score the column that is the score, in sorted sets
/// @param value the column that is the value, in strings
/// @param ttl seconds until each key goes; never without
record RedisShape(
    As as,
    @Nullable String member,
    @Nullable String score,
    @Nullable String value,
    @Nullable Long ttl) {
  static final RedisShape HASH = new RedisShape(As.HASH, null, null, null, null);

  enum As {
    HASH,
    STRING,
    JSON,
    SET,
    SORTED_SET
  }

  RedisShape(
      @Nullable As as,
      @Nullable String member,
      @Nullable String score,
      @Nullable String value,
      @Nullable Long ttl) {
    this.as = as == null ? As.HASH : as;
    this.member = member;
    this.score = score;
    this.value = value;
    this.ttl = ttl;
  }
}
