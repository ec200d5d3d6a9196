package dev.polyphony.schema.catalog;

/// A mapping and what its store can do with it.
public record BoundMapping(Mapping mapping, Capabilities capabilities) {}
