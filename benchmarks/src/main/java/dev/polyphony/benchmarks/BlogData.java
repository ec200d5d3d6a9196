package dev.polyphony.benchmarks;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;

/// 10,000 users, 100,000 posts, 500,000 comments: the same on every run.
final class BlogData {
  static final int USERS = 10_000;
  static final int POSTS = 100_000;
  static final int COMMENTS = 500_000;

  private static final String TABLES =
      """
      CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
      CREATE TABLE posts (id int PRIMARY KEY, author_id int NOT NULL, title text NOT NULL);
      CREATE TABLE comments (id int PRIMARY KEY, post_id int NOT NULL, text text NOT NULL);
      INSERT INTO users SELECT i, 'User number ' || i FROM generate_series(1, %d) i;
      INSERT INTO posts SELECT i, 1 + (i * 7919) %% %d, 'Post ' || i || ': ' || md5(i::text)
        FROM generate_series(1, %d) i;
      INSERT INTO comments SELECT i, 1 + (i::bigint * 7919) %% %d, 'Comment ' || md5(i::text) || md5((-i)::text)
        FROM generate_series(1, %d) i;
      CREATE INDEX posts_by_author ON posts (author_id, id);
      CREATE INDEX comments_by_post ON comments (post_id, id);
      ANALYZE;
      """
          .formatted(USERS, USERS, POSTS, POSTS, COMMENTS);

  private BlogData() {}

  static Database load(EmbeddedPostgres postgres) {
    Database database = postgres.newDatabase();
    postgres.execute(database, TABLES);
    return database;
  }
}
