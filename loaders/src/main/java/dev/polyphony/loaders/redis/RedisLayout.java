package dev.polyphony.loaders.redis;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a mapping lies in Redis.
///
/// @param partition the fields in the name of the key
/// @param member the field that is the member, in sets
/// @param score the field of a sorted set's score
/// @param rank the field of a sorted set's rank
record RedisLayout(
    Mapping mapping,
    KeyTemplate template,
    Structure structure,
    List<FieldPath> partition,
    @Nullable FieldPath member,
    @Nullable FieldPath score,
    @Nullable FieldPath rank) {
  static final String TTL = "$ttl";
  static final String VALUE = "$value";
  static final String SCORE = "$score";
  static final String RANK = "$rank";

  /// @throws IllegalArgumentException when `from` is no template
  static RedisLayout of(Mapping mapping) {
    KeyTemplate template = KeyTemplate.parse(mapping.from());
    Structure declared = mapping.storage().structure();
    Structure structure = declared == null ? Structure.HASH : declared;
    FieldPath last = mapping.key().getLast();
    boolean ofMembers = structure == Structure.SET || structure == Structure.SORTED_SET;
    return new RedisLayout(
        mapping,
        template,
        structure,
        template.fields(),
        ofMembers ? last : null,
        named(mapping, SCORE),
        named(mapping, RANK));
  }

  private static @Nullable FieldPath named(Mapping mapping, String name) {
    return mapping.columns().values().stream()
        .filter(column -> column.name().equals(name))
        .map(column -> FieldPath.of(column.field()))
        .findFirst()
        .orElse(null);
  }

  /// Whether the declared order, and with it the rank, goes from the highest score down.
  boolean descending() {
    for (FieldOrder one : mapping.order()) {
      if (one.field().equals(score)) {
        return one.direction() == Direction.DESC;
      }
    }
    return true;
  }

  /// Whether a field is known from the key itself.
  boolean isOfKey(FieldPath field) {
    return field.equals(member) || partition.contains(field);
  }

  /// Whether it is about the whole key, not about what lies under it.
  static boolean isTtl(Column column) {
    return column.name().equals(TTL);
  }
}
