package dev.polyphony.gateway.configuration;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreDeclaration;

/// A store of the configuration: what the schema knows of it, and how it is opened.
public record ConfiguredStore(StoreDeclaration declaration, StoreFactory.Opening opening) {}
