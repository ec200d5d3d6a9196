package dev.polyphony.schema.catalog;

import dev.polyphony.schema.problems.Problems;
import java.util.Set;

/// The pure part of a store kind: what it can do with a mapping, computed from the declaration
/// alone, without a connection. Each kind implements it.
public interface StoreRules {
  /// The kind's name in the configuration, such as `postgresql`.
  String kind();

  /// The types that it stores exactly. All others are stored as text and offer equality only.
  Set<ValueType> types();

  /// Whether names are stored as snake_case unless the configuration says otherwise.
  boolean snakeCase();

  /// What the kind has beyond rows by key.
  default Set<Feature> features() {
    return Set.of();
  }

  /// What only some kinds have; elsewhere it is a problem to declare it.
  enum Feature {
    /// `partition` of an entity.
    PARTITIONS,
    /// Placeholders in `from`.
    KEY_TEMPLATES,
    /// `as` of an entity.
    STRUCTURES,
    /// `consistency` of an entity.
    CONSISTENCY,
    /// `@relationship`.
    EDGES,
    /// Any condition over values, applied to what an access path reads.
    FILTERS,
    /// The number of rows.
    COUNTS,
    /// Statements in the kind's own language.
    NATIVE
  }

  /// The access paths of a mapping. What the kind cannot do with the declaration, is a problem.
  Capabilities bind(Mapping mapping, Problems problems);

  /// Whether the text only reads, and places its values where the kind can bind them, as far as
  /// that is seen without a server. What is not, is a problem. Only asked where the kind has
  /// [Feature#NATIVE].
  default void check(NativeStatement statement, Problems problems) {}
}
