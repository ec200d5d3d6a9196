package dev.polyphony.examples;

class AirTravelGoldenTest extends GoldenTest {
  AirTravelGoldenTest() {
    super(Example.AIR_TRAVEL);
  }
}
