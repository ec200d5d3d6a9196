package dev.polyphony.schema.catalog;

import dev.polyphony.schema.problems.Location;

/// What the schema needs to know of a configured store.
///
/// @param id how an `ID` is stored unless a column says otherwise
/// @param snakeCase whether stored names are snake_case of the field names
public record StoreDeclaration(
    String name, StoreRules rules, ValueType id, boolean snakeCase, Location location) {
  /// What the name of a plug-in's resolver begins with; no store of the user's has such a name.
  public static final String PLUGIN = "plugin:";

  /// The name under which the brokers of `kafka:` are known to the planner.
  public static final String KAFKA = "kafka:";
}
