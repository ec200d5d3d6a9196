package dev.polyphony.loaders.contract;

/// The contract of a store that asks a server.
public abstract class ServerContractTest extends StoreContractTest implements FailureContract {}
