package dev.polyphony.loaders.contract;

/// A part of the contract; its tests are default methods.
interface Contract {
  TestedStore store();

  /// Columns and mappings for the kind under test.
  Declared declared();
}
