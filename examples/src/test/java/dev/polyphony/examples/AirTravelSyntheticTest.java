package dev.polyphony.examples;

class AirTravelSyntheticTest extends SyntheticTest {
  AirTravelSyntheticTest() {
    super(Example.AIR_TRAVEL, 10);
  }
}
