package dev.polyphony.embedded.seed;

import dev.polyphony.embedded.Database;

/// A database with its seed's data.
///
/// @param now whether it was loaded by this call; otherwise it held the data already
public record Loaded(Database database, boolean now) {}
