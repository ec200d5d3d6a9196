package dev.polyphony.loaders;

/// What a live store says of itself.
///
/// @param version the server's product and version, such as `PostgreSQL 18.6`
public record Inventory(String version) {}
