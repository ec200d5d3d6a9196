package dev.polyphony.schema.catalog;

import dev.polyphony.schema.problems.Location;

/// What the schema needs to know of a configured store.
///
/// @param id how an `ID` is stored unless a column says otherwise
/// @param snakeCase whether stored names are snake_case of the field names
public record StoreDeclaration(
    String name, StoreRules rules, ValueType id, boolean snakeCase, Location location) {}
