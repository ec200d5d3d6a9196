package dev.polyphony.examples;

class ParcelsGoldenTest extends GoldenTest {
  ParcelsGoldenTest() {
    super(Example.PARCELS);
  }
}
