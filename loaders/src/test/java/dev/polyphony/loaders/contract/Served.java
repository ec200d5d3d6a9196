package dev.polyphony.loaders.contract;

/// What a kind may serve, beside rows by primary key, which every kind serves. A case of the suite
/// says what it [Needs]; a kind's test lists what its kind serves of it.
public enum Served {
  /// Rows by a unique key other than the primary one.
  UNIQUE_KEYS,
  /// All rows of a mapping, by key.
  LISTS,
  /// Lists by any condition over any fields.
  FILTERS,
  /// Lists in the order of any fields, in either direction.
  ORDERS,
  /// Pages of what lists and relations the kind serves.
  PAGES,
  /// The rows that share the first fields of the key, in the order of the rest, either way.
  PARTITIONS,
  /// The same within bounds of the first field of that order.
  RANGES,
  /// The rows of many parents by the first fields of the key, in the order of the rest, either way.
  RELATIONS,
  /// The rows of many parents by any fields, filtered and in any order.
  FREE_RELATIONS,
  /// The number of rows.
  COUNTS,
  /// Columns that hold lists of values.
  LIST_VALUES,
  /// Columns that hold embedded objects, and names of what lies inside them.
  OBJECTS
}
