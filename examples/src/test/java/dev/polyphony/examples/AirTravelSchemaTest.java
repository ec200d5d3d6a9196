package dev.polyphony.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.seed.StoreKind;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.sdl.SchemaText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The schema that the example serves, which no running store is asked for.
class AirTravelSchemaTest {
  private static final Map<String, String> NOWHERE =
      Map.of(
          "OFFICE_URL", StoreKind.POSTGRESQL.url(1),
          "GUIDES_URL", StoreKind.MONGODB.url(1),
          "HOT_URL", StoreKind.REDIS.url(1),
          "TELEMETRY_URL", StoreKind.CASSANDRA.url(1),
          "ROUTES_URL", StoreKind.JANUSGRAPH.url(1));

  @Test
  void isDescribedAndHidesWhatItBinds() {
    Catalog catalog = AirTravel.project(NOWHERE).catalog();

    String served = SchemaText.print(catalog);
    assertThat(served)
        .contains("type Airport {", "strikes(", "type FlightConnection {", "scalar Date")
        .doesNotContain("countryCode", "@entity", "@column", "@relationship");
    assertThat(requireNonNull(catalog.schema().getObjectType("Airport")).getDescription())
        .isNotEmpty();
  }
}
