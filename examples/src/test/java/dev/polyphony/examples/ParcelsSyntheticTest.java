package dev.polyphony.examples;

class ParcelsSyntheticTest extends SyntheticTest {
  ParcelsSyntheticTest() {
    super(Example.PARCELS, 21);
  }
}
