import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// Computes answers of the example's queries straight from the data files, by loops: no store, no
/// gateway. `java -cp <jackson> Answers.java <folder of the data> <query>…` prints each as a line of
/// JSON.
/// Files beside this one answer what belongs to their topic.
class Answers {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Map<String, String> ISO = Map.of("UK", "GB", "KS", "XK");
  static final Map<String, String> CONTINENTS =
      Map.of(
          "AF", "AFRICA", "AN", "ANTARCTICA", "AS", "ASIA", "EU", "EUROPE", "NA", "NORTH_AMERICA",
          "OC", "OCEANIA", "SA", "SOUTH_AMERICA");
  static Path data;

  public static void main(String[] arguments) throws IOException {
    data = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(JSON.writeValueAsString(object("data", answer(arguments[i]))));
    }
  }

  static Object answer(String query) throws IOException {
    return switch (query) {
          case "04-strikes" -> strikes("ORD", "2001-01-01", "2001-12-31", 5);
          case "06-strikes-of-herons" -> strikesOf("Great blue heron", 6);
          case "07-continents" -> continents();
          case "08-pages-backward" -> lastAirports("NO", 4);
          case "09-high-airports" -> highAirports(13000, 10);
          case "11-airline" -> airline("FI");
          case "14-by-city" -> airportsOf("London");
          case "15-passenger" -> Bookings.dayOf("4869", "2001-01-10");
          case "16-payments" -> Bookings.byNumber("12523", "12498", "99999999", "12501", "12523");
          case "17-who-flies-from-here" -> Bookings.flyersFrom("GUC", 3, 2);
          case "18-departures" ->
              Flights.departures("SEA", "2001-01-10T06:00", "2001-01-10T06:30", 8);
          case "19-aircraft" -> Flights.ofAircraft("N02445", 5);
          case "20-departures-of-several" -> Flights.ofSeveral(Set.of("JFK", "LGA", "EWR"), 12);
          case "23-routes" -> Routes.both("KEF", 4, 3, 3);
      case "24-two-hops" -> Routes.twoHops("LYR", 3);
      case "26-session" -> Flights.session("08f8bca2143f");
          case "27-most-searched" -> Flights.mostSearched(6, "IST", "EIN", "AAE", "FAC");
          default -> throw new IllegalArgumentException("no answer to " + query);
        };
  }

  static Object strikes(String code, String from, String until, int first) throws IOException {
    List<Map<String, String>> all = sortedStrikes(strike -> strike.get("iata").equals(code));
    List<Map<String, String>> within =
        all.stream()
            .filter(strike -> strike.get("flight_date").compareTo(from) >= 0)
            .filter(strike -> strike.get("flight_date").compareTo(until) <= 0)
            .toList();
    List<Object> edges = new ArrayList<>();
    for (Map<String, String> strike : head(within, first)) {
      edges.add(
          object(
              "node",
              object(
                  "id", strike.get("id"),
                  "date", strike.get("flight_date"),
                  "species", text(strike, "species"),
                  "phase", text(strike, "phase"),
                  "damage", text(strike, "damage"),
                  "cost", object("total", number(strike, "cost_total")))));
    }
    return object(
        "airport",
        object(
            "name", find("air-routes-airports", "code", code).get("name"),
            "firstStrike",
                object(
                    "date", all.getFirst().get("flight_date"),
                    "species", text(all.getFirst(), "species")),
            "strikes",
                object(
                    "edges", edges, "pageInfo", object("hasNextPage", within.size() > first))));
  }

  static Object strikesOf(String species, int first) throws IOException {
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> strike :
        head(sortedStrikes(one -> one.get("species").equals(species)), first)) {
      Map<String, String> airport = find("air-routes-airports", "code", strike.get("iata"));
      Object where = null;
      if (airport != null) {
        Map<String, String> region = find("regions", "code", airport.get("region"));
        where =
            object(
                "code", airport.get("code"),
                "city", airport.get("city"),
                "country", object("name", countryOf(airport).get("name")),
                "region", region == null ? null : object("name", region.get("name")));
      }
      nodes.add(
          object(
              "date", strike.get("flight_date"),
              "operator", text(strike, "operator"),
              "aircraft", text(strike, "aircraft"),
              "speedKnots", number(strike, "speed_kt"),
              "airport", where));
    }
    return object("strikesOf", object("nodes", nodes));
  }

  static Object continents() throws IOException {
    List<Object> south = new ArrayList<>();
    List<Object> ice = new ArrayList<>();
    for (Map<String, String> country : sorted(rows("countries"), "code")) {
      Map<String, Object> facts =
          object(
              "code", country.get("code"),
              "name", country.get("name"),
              "continent", CONTINENTS.get(country.get("continent")));
      if (country.get("continent").equals("SA")) {
        south.add(facts);
      } else if (country.get("continent").equals("AN")) {
        facts.put("regions", regionsOf(country.get("code")));
        ice.add(facts);
      }
    }
    return object("south", south, "ice", ice);
  }

  static List<Object> regionsOf(String country) throws IOException {
    List<Object> regions = new ArrayList<>();
    for (Map<String, String> region : sorted(rows("regions"), "code")) {
      if (region.get("iso_country").equals(country)) {
        regions.add(object("code", region.get("code"), "name", region.get("name")));
      }
    }
    return regions;
  }

  static Object lastAirports(String country, int last) throws IOException {
    List<Map<String, String>> airports =
        sorted(rows("air-routes-airports"), "code").stream()
            .filter(airport -> iso(airport).equals(country))
            .toList();
    List<Object> edges = new ArrayList<>();
    for (Map<String, String> airport :
        airports.subList(Math.max(0, airports.size() - last), airports.size())) {
      JsonNode guide = document("airport-guides", airport.get("code"));
      edges.add(
          object(
              "node",
              object(
                  "code", airport.get("code"),
                  "name", airport.get("name"),
                  "guide", guide == null ? null : object("kind", kind(guide)))));
    }
    return object(
        "airports",
        object(
            "edges", edges,
            "pageInfo",
                object("hasNextPage", false, "hasPreviousPage", airports.size() > last)));
  }

  static Object highAirports(int feet, int first) throws IOException {
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> airport : sorted(rows("air-routes-airports"), "code")) {
      if (Integer.parseInt(airport.get("elev_ft")) >= feet && nodes.size() < first) {
        JsonNode layout = document("airport-runways", airport.get("code"));
        Object runways = null;
        if (layout != null) {
          List<Object> lengths = new ArrayList<>();
          layout
              .get("runways")
              .forEach(runway -> lengths.add(object("lengthFt", runway.get("lengthFt"))));
          runways = object("runways", lengths);
        }
        nodes.add(
            object(
                "code", airport.get("code"),
                "city", airport.get("city"),
                "elevationFeet", number(airport, "elev_ft"),
                "elevationMetres", Double.parseDouble(airport.get("elev_ft")) * 0.3048,
                "longestRunwayFeet", number(airport, "longest_ft"),
                "country", object("name", countryOf(airport).get("name")),
                "layout", runways));
      }
    }
    return object("highAirports", object("nodes", nodes));
  }

  static Object airline(String code) throws IOException {
    Map<String, String> airline = find("airlines", "iata", code);
    Map<String, String> country = find("countries", "name", airline.get("country"));
    List<Object> regions = new ArrayList<>();
    for (Map<String, String> region : sorted(rows("regions"), "code")) {
      if (!region.get("iso_country").equals(country.get("code"))) {
        continue;
      }
      List<Object> airports = new ArrayList<>();
      for (Map<String, String> airport : sorted(rows("air-routes-airports"), "code")) {
        if (airport.get("region").equals(region.get("code")) && airports.size() < 2) {
          JsonNode layout = document("airport-runways", airport.get("code"));
          airports.add(
              object(
                  "code", airport.get("code"),
                  "layout",
                      layout == null ? null : object("frequencies", layout.get("frequencies"))));
        }
      }
      regions.add(
          object(
              "code", region.get("code"),
              "name", region.get("name"),
              "airports", object("nodes", airports)));
    }
    return object(
        "airline",
        object(
            "name", airline.get("name"),
            "callsign", text(airline, "callsign"),
            "country", object("name", country.get("name"), "regions", regions)));
  }

  static Object airportsOf(String city) throws IOException {
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> airport : sorted(rows("air-routes-airports"), "code")) {
      if (airport.get("city").equals(city)) {
        JsonNode guide = document("airport-guides", airport.get("code"));
        Map<String, String> region = find("regions", "code", airport.get("region"));
        nodes.add(
            object(
                "code", airport.get("code"),
                "name", airport.get("name"),
                "country",
                    object("code", iso(airport), "name", countryOf(airport).get("name")),
                "region", region == null ? null : object("name", region.get("name")),
                "guide",
                    guide == null
                        ? null
                        : object(
                            "kind", kind(guide),
                            "links",
                                object("wikipedia", guide.get("links").get("wikipedia")))));
      }
    }
    return object("airports", object("nodes", nodes));
  }

  static String kind(JsonNode guide) {
    return guide.get("type").asText().equals("large_airport") ? "LARGE" : "MEDIUM";
  }

  static String iso(Map<String, String> airport) {
    return ISO.getOrDefault(airport.get("country"), airport.get("country"));
  }

  static Map<String, String> countryOf(Map<String, String> airport) throws IOException {
    return find("countries", "code", iso(airport));
  }

  static List<Map<String, String>> sortedStrikes(Predicate<Map<String, String>> wanted)
      throws IOException {
    return rows("wildlife-strikes").stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing((Map<String, String> strike) -> strike.get("flight_date"))
                .thenComparing(strike -> strike.get("id")))
        .toList();
  }

  static List<Map<String, String>> sorted(List<Map<String, String>> rows, String column) {
    return rows.stream().sorted(Comparator.comparing(row -> row.get(column))).toList();
  }

  static <T> List<T> head(List<T> list, int count) {
    return list.subList(0, Math.min(count, list.size()));
  }

  static Map<String, String> find(String file, String column, String value) throws IOException {
    return rows(file).stream()
        .filter(row -> row.get(column).equals(value))
        .findFirst()
        .orElse(null);
  }

  /// An empty value is none.
  static String text(Map<String, String> row, String column) {
    return row.get(column).isEmpty() ? null : row.get(column);
  }

  static Long number(Map<String, String> row, String column) {
    return row.get(column).isEmpty() ? null : Long.valueOf(row.get(column));
  }

  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }

  static BufferedReader open(String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(data.resolve(file))),
            StandardCharsets.UTF_8));
  }

  static JsonNode document(String file, String id) throws IOException {
    try (BufferedReader lines = open(file + ".ndjson.gz")) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode document = JSON.readTree(line);
        if (document.get("_id").asText().equals(id)) {
          return document;
        }
      }
    }
    return null;
  }

  static final Map<String, List<Map<String, String>>> READ = new LinkedHashMap<>();

  static List<Map<String, String>> rows(String file) throws IOException {
    List<Map<String, String>> known = READ.get(file);
    if (known != null) {
      return known;
    }
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader reader = open(file + ".csv.gz")) {
      List<String> header = record(reader);
      for (List<String> record = record(reader); record != null; record = record(reader)) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
          row.put(header.get(i), record.get(i));
        }
        rows.add(row);
      }
    }
    READ.put(file, rows);
    return rows;
  }

  /// One record of a CSV file, null at its end.
  static List<String> record(BufferedReader reader) throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0; c = reader.read()) {
      if (quoted) {
        if (c != '"') {
          cell.append((char) c);
          continue;
        }
        reader.mark(1);
        if (reader.read() == '"') {
          cell.append('"');
        } else {
          reader.reset();
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        cell.append((char) c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
