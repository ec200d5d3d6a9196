package dev.polyphony.schema.rows;

/// Stands in a cell whose stored value does not fit the declared type. `reason` says what was found
/// and what was expected; it is for the log and for the error of that field, and holds no value.
public record BadValue(String reason) {}
