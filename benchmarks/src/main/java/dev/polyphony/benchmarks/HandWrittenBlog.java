package dev.polyphony.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a careful team would write by hand for these two queries: batched, prepared and pipelined
/// SQL, and JSON streamed by Jackson. It reads the ids of the request and looks at nothing else.
public final class HandWrittenBlog {
  private static final String POSTS = "SELECT id, title, author_id FROM posts WHERE id = ANY($1)";
  private static final String AUTHORS = "SELECT id, name FROM users WHERE id = ANY($1)";
  // A bound limit: with a literal one PostgreSQL prefers a bitmap scan and a sort for each parent.
  private static final String POSTS_OF =
      "SELECT k.id AS parent, p.id, p.title FROM unnest($1::int[]) AS k(id) CROSS JOIN LATERAL"
          + " (SELECT id, title FROM posts WHERE author_id = k.id ORDER BY id LIMIT $2) p";
  private static final String COMMENTS_OF =
      "SELECT k.id AS parent, c.text FROM unnest($1::int[]) AS k(id) CROSS JOIN LATERAL"
          + " (SELECT id, text FROM comments WHERE post_id = k.id ORDER BY id LIMIT $2) c";

  private final SqlClient client;

  private HandWrittenBlog(SqlClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) {
    Vertx vertx = HandWritten.vertx();
    SqlClient client =
        PgBuilder.client()
            .with(new PoolOptions().setMaxSize(4))
            .connectingTo(
                PgConnectOptions.fromUri(System.getenv("BLOG_URL"))
                    .setCachePreparedStatements(true)
                    .setPipeliningLimit(256))
            .using(vertx)
            .build();
    HandWrittenBlog endpoint = new HandWrittenBlog(client);
    HandWritten.serve(
        vertx,
        Integer.parseInt(arguments[0]),
        (path, body) -> endpoint.answer(path.equals("/q1"), ids(body)));
  }

  private Future<Buffer> answer(boolean first, List<Integer> ids) {
    return first ? posts(ids) : users(ids);
  }

  private static List<Integer> ids(Buffer body) {
    List<Integer> ids = new ArrayList<>();
    try (JsonParser parser = HandWritten.JSON.createParser(body.getBytes())) {
      boolean inIds = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          inIds = parser.currentName().equals("ids");
        } else if (inIds && token == JsonToken.VALUE_STRING) {
          ids.add(Integer.valueOf(parser.getText()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private Future<RowSet<Row>> query(String sql, Set<Integer> ids, long limit) {
    return client.preparedQuery(sql).execute(Tuple.of(ids.toArray(Integer[]::new), limit));
  }

  private Future<RowSet<Row>> query(String sql, Set<Integer> ids) {
    return client.preparedQuery(sql).execute(Tuple.of(ids.toArray(Integer[]::new)));
  }

  private Future<Buffer> posts(List<Integer> ids) {
    return query(POSTS, new LinkedHashSet<>(ids))
        .compose(posts -> {
          Map<Integer, Row> byId = new HashMap<>();
          Set<Integer> authors = new LinkedHashSet<>();
          for (Row post : posts) {
            byId.put(post.getInteger(0), post);
            authors.add(post.getInteger(2));
          }
          return query(AUTHORS, authors).map(rows -> write(ids, byId, index(rows)));
        });
  }

  private static Map<Integer, Row> index(RowSet<Row> rows) {
    Map<Integer, Row> byId = new HashMap<>();
    for (Row row : rows) {
      byId.put(row.getInteger(0), row);
    }
    return byId;
  }

  private static Buffer write(
      List<Integer> ids, Map<Integer, Row> posts, Map<Integer, Row> authors) {
    return HandWritten.json(json -> {
      json.writeArrayFieldStart("posts");
      for (Integer id : ids) {
        Row post = posts.get(id);
        if (post == null) {
          json.writeNull();
          continue;
        }
        json.writeStartObject();
        json.writeStringField("id", post.getInteger(0).toString());
        json.writeStringField("title", post.getString(1));
        json.writeObjectFieldStart("author");
        json.writeStringField("name", text(authors.get(post.getInteger(2)), 1));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static String text(@Nullable Row row, int column) {
    return row == null ? "" : row.getString(column);
  }

  private Future<Buffer> users(List<Integer> ids) {
    Set<Integer> distinct = new LinkedHashSet<>(ids);
    Future<RowSet<Row>> users = query(AUTHORS, distinct);
    // The posts need no more than the ids, so both statements share a round trip.
    Future<RowSet<Row>> posts = query(POSTS_OF, distinct, 10);
    return Future.all(users, posts)
        .compose(_ -> {
          Map<Integer, List<Row>> byAuthor = group(posts.result());
          Set<Integer> postIds = new LinkedHashSet<>();
          posts.result().forEach(post -> postIds.add(post.getInteger(1)));
          return query(COMMENTS_OF, postIds, 5)
              .map(comments -> write(ids, index(users.result()), byAuthor, group(comments)));
        });
  }

  private static Map<Integer, List<Row>> group(RowSet<Row> rows) {
    Map<Integer, List<Row>> byParent = new HashMap<>();
    for (Row row : rows) {
      byParent.computeIfAbsent(row.getInteger(0), _ -> new ArrayList<>()).add(row);
    }
    return byParent;
  }

  private static Buffer write(
      List<Integer> ids,
      Map<Integer, Row> users,
      Map<Integer, List<Row>> posts,
      Map<Integer, List<Row>> comments) {
    return HandWritten.json(json -> {
      json.writeArrayFieldStart("users");
      for (Integer id : ids) {
        json.writeStartObject();
        json.writeStringField("name", text(users.get(id), 1));
        json.writeArrayFieldStart("posts");
        for (Row post : posts.getOrDefault(id, List.of())) {
          json.writeStartObject();
          json.writeStringField("title", post.getString(2));
          json.writeArrayFieldStart("comments");
          for (Row comment : comments.getOrDefault(post.getInteger(1), List.of())) {
            json.writeStartObject();
            json.writeStringField("text", comment.getString(1));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
