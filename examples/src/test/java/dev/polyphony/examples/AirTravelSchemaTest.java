package dev.polyphony.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.sdl.SchemaText;
import org.junit.jupiter.api.Test;

/// The schema that the example serves, which no running store is asked for.
class AirTravelSchemaTest {
  @Test
  void isDescribedAndHidesWhatItBinds() {
    Catalog catalog = Example.project(Example.AIR_TRAVEL).catalog();

    String served = SchemaText.print(catalog);
    assertThat(served)
        .contains("type Airport {", "strikes(", "type FlightConnection {", "scalar Date")
        .doesNotContain("countryCode", "@entity", "@column", "@relationship");
    assertThat(requireNonNull(catalog.schema().getObjectType("Airport")).getDescription())
        .isNotEmpty();
  }
}
