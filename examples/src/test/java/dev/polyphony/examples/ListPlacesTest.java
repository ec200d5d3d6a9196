package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import graphql.schema.GraphQLSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random filters and orders on the lists of Cassandra, Redis, JanusGraph and MongoDB: each is
/// answered as plain lists of the same rows are, or refused in the same words. `-Dlists.seed=…`
/// repeats a run, `-Dlists.cases=…` makes it longer or shorter.
class ListPlacesTest {
  private static final int CASES = Integer.getInteger("lists.cases", 40);
  private static final Set<String> REFUSALS = Set.of("BAD_USER_INPUT", "TOO_MANY_ROWS");

  private static final Map<String, String> AIR_TRAVEL =
      Map.ofEntries(
          Map.entry(
              "Airport.departures",
              "{ airport(code: \"SEA\") { list: departures(day: \"2001-01-10\","),
          Map.entry("Airport.observations", "{ airport(code: \"SEA\") { list: observations("),
          Map.entry(
              "Airport.climate", "{ airport(code: \"SEA\") { list: climate(month: \"2010-07\","),
          Map.entry("Query.flightsOf", "{ list: flightsOf(tail: \"N02445\","),
          Map.entry(
              "Query.departures",
              "{ list: departures(origins: [\"JFK\", \"LGA\"], day: \"2001-01-10\","),
          Map.entry("Airport.destinations", "{ airport(code: \"KEF\") { list: destinations("),
          Map.entry("Airport.nearest", "{ airport(code: \"KEF\") { list: nearest("),
          Map.entry("Airport.areas", "{ airport(code: \"KEF\") { list: areas("),
          Map.entry("Query.mostSearched", "{ list: mostSearched("),
          Map.entry("Query.strikesOf", "{ list: strikesOf(species: \"Great blue heron\","),
          Map.entry("Query.guides", "{ list: guides("));
  private static final Map<String, String> PARCELS =
      Map.of(
          "Parcel.scans", "{ parcel(carrier: \"PP\", number: 100010) { list: scans(",
          "Depot.scans",
              "{ depot(country: \"CH\", code: \"C1\") { list: scans(day: \"2023-12-22\",",
          "Query.scans",
              "{ list: scans(country: \"CH\", code: \"C1\", days: [\"2023-12-22\", \"2023-12-23\"],",
          "Depot.lanes", "{ depot(country: \"DE\", code: \"N1\") { list: lanes(",
          "Depot.nearest", "{ depot(country: \"NO\", code: \"C1\") { list: nearest(",
          "Query.shift", "{ list: shift(country: \"DE\", code: \"S2\", day: \"2023-12-27\",");

  @Test
  void theListsOfAirTravelAnswerAsPlainListsDo() {
    check(Example.AIR_TRAVEL, AIR_TRAVEL);
  }

  @Test
  void theListsOfTheParcelsAnswerAsPlainListsDo() {
    check(Example.PARCELS, PARCELS);
  }

  private static void check(Path folder, Map<String, String> places) {
    long seed = Long.getLong("lists.seed", System.currentTimeMillis());
    System.out.println("lists.seed=" + seed);
    List<String> faults = new ArrayList<>();
    try (Example example = Example.start(folder)) {
      GraphQLSchema schema = example.project().catalog().schema();
      Engine real = engine(example, example.stores());
      Engine plain = engine(example, example.inMemory(1));
      new TreeMap<>(places)
          .forEach((coordinates, before) -> {
            ListPlace place = new ListPlace(schema, coordinates, before);
            faults.addAll(new Comparison(place, real, plain).run(new Random(seed)));
          });
    }
    assertThat(faults).isEmpty();
  }

  private static Engine engine(Example example, Map<String, Store> stores) {
    return new Engine(example.project().catalog(), stores, EngineLimits.DEFAULT);
  }

  /// One place on the real stores and over plain lists.
  private record Comparison(ListPlace place, Engine real, Engine plain) {
    List<String> run(Random random) {
      List<String> faults = new ArrayList<>();
      Map<String, List<String>> values = values();
      int answered = 0;
      for (int i = 0; i < CASES; i++) {
        String query = place.query(place.drawn(random, values));
        JsonNode answer = Run.of(real, query).answer();
        JsonNode expected = Run.of(plain, query).answer();
        String code = answer.at("/errors/0/extensions/code").asText();
        answered += code.isEmpty() ? 1 : 0;
        if (!answer.equals(expected) || !(code.isEmpty() || REFUSALS.contains(code))) {
          faults.add(place + ": " + query + "\n  gives " + answer + "\n  not   " + expected);
        }
      }
      System.out.println(
          place + ": " + answered + " of " + CASES + " answered, the others refused");
      return faults;
    }

    /// What the fields hold in some rows.
    private Map<String, List<String>> values() {
      JsonNode answer = Run.of(plain, place.query("first: 40")).answer();
      Map<String, List<String>> values = new HashMap<>();
      for (String field : place.fields()) {
        List<String> found = new ArrayList<>();
        for (JsonNode value : answer.findValues(field)) {
          if (value.isArray()) {
            value.forEach(element -> found.add(element.toString()));
          } else if (!value.isNull()) {
            found.add(value.toString());
          }
        }
        values.put(field, found);
      }
      return values;
    }
  }
}
