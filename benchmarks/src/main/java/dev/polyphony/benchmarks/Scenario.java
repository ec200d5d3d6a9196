package dev.polyphony.benchmarks;

import java.util.Random;

/// A query whose bodies differ from request to request.
enum Scenario {
  /// 50 posts with their author's name.
  Q1("query($ids: [ID!]!) { posts(ids: $ids) { id title author { name } } }", 50, BlogData.POSTS),
  /// 20 users, 10 posts each, 5 comments each.
  Q2(
      "query($ids: [ID!]!) { users(ids: $ids) { name posts(first: 10) { title comments(first: 5) { text } } } }",
      20,
      BlogData.USERS);

  private final String query;
  private final int count;
  private final int most;

  Scenario(String query, int count, int most) {
    this.query = query;
    this.count = count;
    this.most = most;
  }

  String body(Random random) {
    StringBuilder body = new StringBuilder("{\"query\":\"").append(query);
    body.append("\",\"variables\":{\"ids\":[");
    for (int i = 0; i < count; i++) {
      body.append(i == 0 ? "" : ",").append('"').append(1 + random.nextInt(most)).append('"');
    }
    return body.append("]}}").toString();
  }
}
