package dev.polyphony.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// A query whose bodies differ from request to request.
///
/// @param name for people, and the path of the endpoint that is written by hand
record Scenario(String name, String query, Function<Random, String> variables) {
  /// Where flights depart all day long.
  private static final List<String> AIRPORTS =
      List.of(
          "ATL", "ORD", "DFW", "LAX", "PHX", "STL", "DTW", "MSP", "LAS", "BOS", "DEN", "IAH", "CLT",
          "EWR", "SFO", "PHL", "LGA", "SEA", "PIT", "BWI");

  /// Queries over the blog: 50 posts with their author's name; 20 users, 10 posts each, 5 comments
  /// each.
  static List<Scenario> blog() {
    return List.of(
        new Scenario(
            "q1",
            "query($ids: [ID!]!) { posts(ids: $ids) { id title author { name } } }",
            random -> ids(random, 50, BlogData.POSTS)),
        new Scenario(
            "q2",
            "query($ids: [ID!]!) { users(ids: $ids) { name posts(first: 10) { title comments(first: 5) { text } } } }",
            random -> ids(random, 20, BlogData.USERS)));
  }

  /// A query over all five stores.
  ///
  /// @param query the example's own
  static List<Scenario> travel(String query) {
    return List.of(
        new Scenario(
            "five",
            query,
            random -> "{\"code\":\"" + AIRPORTS.get(random.nextInt(AIRPORTS.size())) + "\"}"));
  }

  private static String ids(Random random, int count, int most) {
    StringBuilder ids = new StringBuilder("{\"ids\":[");
    for (int i = 0; i < count; i++) {
      ids.append(i == 0 ? "" : ",").append('"').append(1 + random.nextInt(most)).append('"');
    }
    return ids.append("]}").toString();
  }

  String body(Random random) {
    return "{\"query\":\"" + query + "\",\"variables\":" + variables.apply(random) + "}";
  }
}
