import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Answers about flights, the weather and searches.
class Flights {
  private static final String DAY = "2001-01-10";

  static Object departures(String code, String from, String until, int first) throws IOException {
    List<Map<String, String>> all =
        byTime(Set.of(code)).stream()
            .filter(flight -> flight.get("dep_local").compareTo(from) >= 0)
            .filter(flight -> flight.get("dep_local").compareTo(until) < 0)
            .toList();
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> flight : Answers.head(all, first)) {
      Map<String, String> airline =
          Answers.find("airlines", "iata", flight.get("synthetic_carrier"));
      Map<String, String> destination =
          Answers.find("air-routes-airports", "code", flight.get("destination"));
      Map<String, String> zone =
          Answers.find("airport-timezones", "iata", flight.get("destination"));
      nodes.add(
          Answers.object(
              "id", id(flight),
              "departs", flight.get("dep_local") + ":00",
              "arrivalDelay", Answers.number(flight, "arr_delay_min"),
              "distance", Answers.number(flight, "distance_mi"),
              "number", Answers.number(flight, "synthetic_number"),
              "airline",
                  Answers.object(
                      "name", airline.get("name"), "callsign", Answers.text(airline, "callsign")),
              "destination",
                  Answers.object(
                      "code", destination.get("code"),
                      "city", destination.get("city"),
                      "timeZone", zone == null ? null : zone.get("tz"))));
    }
    return Answers.object(
        "airport",
        Answers.object(
            "name", Answers.find("air-routes-airports", "code", code).get("name"),
            "departures",
                Answers.object(
                    "nodes", nodes,
                    "pageInfo", Answers.object("hasNextPage", all.size() > first))));
  }

  static Object ofAircraft(String tail, int first) throws IOException {
    List<Map<String, String>> all =
        Answers.rows("flights-" + DAY).stream()
            .filter(flight -> flight.get("synthetic_tail").equals(tail))
            .sorted(
                Comparator.comparing((Map<String, String> flight) -> flight.get("dep_local"))
                    .reversed()
                    .thenComparing(Flights::id))
            .toList();
    List<Object> edges = new ArrayList<>();
    for (Map<String, String> flight : Answers.head(all, first)) {
      Map<String, String> origin =
          Answers.find("air-routes-airports", "code", flight.get("origin"));
      Map<String, String> destination =
          Answers.find("air-routes-airports", "code", flight.get("destination"));
      edges.add(
          Answers.object(
              "node",
              Answers.object(
                  "departs", flight.get("dep_local") + ":00",
                  "tail", tail,
                  "origin", Bookings.place(origin),
                  "destination",
                      Answers.object(
                          "code", destination.get("code"),
                          "country",
                              Answers.object(
                                  "name", Answers.countryOf(destination).get("name"))))));
    }
    return Answers.object(
        "flightsOf",
        Answers.object(
            "edges", edges,
            "pageInfo",
                Answers.object("hasNextPage", all.size() > first, "hasPreviousPage", false)));
  }

  static Object ofSeveral(Set<String> origins, int first) throws IOException {
    List<Map<String, String>> all = byTime(origins);
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> flight : Answers.head(all, first)) {
      nodes.add(
          Answers.object(
              "departs", flight.get("dep_local") + ":00",
              "id", id(flight),
              "airline", Answers.object("code", flight.get("synthetic_carrier")),
              "destination",
                  Answers.object(
                      "city",
                      Answers.find("air-routes-airports", "code", flight.get("destination"))
                          .get("city"))));
    }
    return Answers.object(
        "departures",
        Answers.object(
            "nodes", nodes, "pageInfo", Answers.object("hasNextPage", all.size() > first)));
  }

  static Object mostSearched(int first, String... codes) throws IOException {
    List<Map<String, String>> ranks =
        Answers.rows("searches").stream()
            .sorted(
                Comparator.comparing((Map<String, String> rank) -> Long.valueOf(rank.get("score")))
                    .thenComparing(rank -> rank.get("airport"))
                    .reversed())
            .toList();
    List<Object> nodes = new ArrayList<>();
    for (int position = 0; position < first; position++) {
      Map<String, String> rank = ranks.get(position);
      Map<String, String> airport =
          Answers.find("air-routes-airports", "code", rank.get("airport"));
      Map<String, Object> place = Bookings.place(airport);
      place.put("country", Answers.object("name", Answers.countryOf(airport).get("name")));
      nodes.add(
          Answers.object(
              "position", position,
              "searches", Answers.number(rank, "score"),
              "airport", place));
    }
    List<Object> asked = new ArrayList<>();
    for (String code : codes) {
      Map<String, String> rank = Answers.find("searches", "airport", code);
      asked.add(
          Answers.object(
              "code", code,
              "searches", rank == null ? null : Answers.number(rank, "score"),
              "searchRank",
                  rank == null ? null : Answers.object("position", ranks.indexOf(rank))));
    }
    return Answers.object(
        "mostSearched",
        Answers.object(
            "nodes", nodes, "pageInfo", Answers.object("hasNextPage", ranks.size() > first)),
        "airportsByCode",
        asked);
  }

  static Object session(String token) throws IOException {
    Map<String, String> session = Answers.find("sessions", "token", token);
    Map<String, String> person = Answers.find("passengers", "id", session.get("passenger"));
    List<Object> own = new ArrayList<>();
    for (Map<String, String> other : Answers.sorted(Answers.rows("sessions"), "token")) {
      if (other.get("passenger").equals(person.get("id"))) {
        own.add(
            Answers.object(
                "token", other.get("token"),
                "session",
                    Answers.object(
                        "device", other.get("device").toUpperCase(Locale.ROOT),
                        "seenAt", other.get("seen_at"))));
      }
    }
    return Answers.object(
        "session",
        Answers.object(
            "token", token,
            "device", session.get("device").toUpperCase(Locale.ROOT),
            "startedAt", session.get("started_at"),
            "seenAt", session.get("seen_at"),
            "endsIn", null,
            "search",
                Answers.object(
                    "seats", Answers.number(session, "search_seats"),
                    "origin", place(session.get("search_from")),
                    "destination", place(session.get("search_to"))),
            "passenger",
                Answers.object(
                    "givenName", person.get("given_name"),
                    "familyName", person.get("family_name"),
                    "home", Answers.object("code", person.get("home")),
                    "sessions", own)),
        "none",
        null);
  }

  private static Map<String, Object> place(String code) throws IOException {
    return Bookings.place(Answers.find("air-routes-airports", "code", code));
  }

  /// Where from, where to, when, and which of several alike.
  static String id(Map<String, String> flight) {
    return String.join(
        "-",
        flight.get("origin"),
        flight.get("destination"),
        flight.get("dep_local"),
        flight.get("n"));
  }

  private static List<Map<String, String>> byTime(Set<String> origins) throws IOException {
    return Answers.rows("flights-" + DAY).stream()
        .filter(flight -> origins.contains(flight.get("origin")))
        .sorted(
            Comparator.comparing((Map<String, String> flight) -> flight.get("dep_local"))
                .thenComparing(Flights::id))
        .toList();
  }
}
