import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Answers about what is connected.
class Routes {
  private static final Comparator<Map<String, String>> BY_DISTANCE =
      Comparator.comparing((Map<String, String> route) -> Answers.number(route, "dist_mi"))
          .thenComparing(route -> route.get("dst"));

  static Object both(String code, int out, int in, int near) throws IOException {
    List<Map<String, String>> routes = Answers.rows("air-routes-routes");
    List<Map<String, String>> from =
        Answers.sorted(routes.stream().filter(route -> route.get("src").equals(code)).toList(), "dst");
    List<Map<String, String>> to =
        Answers.sorted(routes.stream().filter(route -> route.get("dst").equals(code)).toList(), "src");
    List<Object> destinations = new ArrayList<>();
    for (Map<String, String> route : Answers.head(from, out)) {
      Map<String, String> airport = airport(route.get("dst"));
      Map<String, Object> place = Bookings.place(airport);
      place.put("country", Answers.object("name", Answers.countryOf(airport).get("name")));
      destinations.add(
          Answers.object("distance", Answers.number(route, "dist_mi"), "airport", place));
    }
    List<Object> sources = new ArrayList<>();
    for (Map<String, String> route : Answers.head(to, in)) {
      sources.add(
          Answers.object(
              "distance", Answers.number(route, "dist_mi"),
              "airport", Answers.object("code", route.get("src"))));
    }
    List<Object> areas = new ArrayList<>();
    for (Map<String, String> contains : Answers.rows("air-routes-contains")) {
      if (contains.get("airport").equals(code)
          && contains.get("container_type").equals("continent")) {
        String area = contains.get("container");
        areas.add(
            Answers.object(
                "code", area,
                "name", Answers.find("air-routes-continents", "code", area).get("name")));
      }
    }
    return Answers.object(
        "airport",
        Answers.object(
            "city", airport(code).get("city"),
            "destinations",
                Answers.object(
                    "nodes", destinations,
                    "pageInfo", Answers.object("hasNextPage", from.size() > out)),
            "sources", Answers.object("nodes", sources),
            "nearest", nearest(code, near),
            "areas", areas));
  }

  static Object twoHops(String code, int near) throws IOException {
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> route :
        Answers.sorted(
            Answers.rows("air-routes-routes").stream()
                .filter(route -> route.get("src").equals(code))
                .toList(),
            "dst")) {
      nodes.add(
          Answers.object(
              "distance", Answers.number(route, "dist_mi"),
              "airport",
                  Answers.object(
                      "code", route.get("dst"), "nearest", nearest(route.get("dst"), near))));
    }
    return Answers.object(
        "airport",
        Answers.object(
            "city", airport(code).get("city"), "destinations", Answers.object("nodes", nodes)));
  }

  private static List<Object> nearest(String code, int count) throws IOException {
    List<Map<String, String>> routes =
        Answers.rows("air-routes-routes").stream()
            .filter(route -> route.get("src").equals(code))
            .sorted(BY_DISTANCE)
            .toList();
    List<Object> nearest = new ArrayList<>();
    for (Map<String, String> route : Answers.head(routes, count)) {
      nearest.add(
          Answers.object(
              "distance", Answers.number(route, "dist_mi"),
              "airport", Bookings.place(airport(route.get("dst")))));
    }
    return nearest;
  }

  private static Map<String, String> airport(String code) throws IOException {
    return Answers.find("air-routes-airports", "code", code);
  }
}
