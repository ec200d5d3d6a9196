package dev.polyphony.benchmarks;

import static dev.polyphony.benchmarks.TravelDrivers.command;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What a careful team would write by hand for the query over five stores: the statements that
/// Polyphony sends, each as soon as what it needs is there, and JSON streamed by Jackson. It reads
/// the code of the request and looks at nothing else.
public final class HandWrittenTravel {
  private static final LocalDate DAY = LocalDate.of(2001, 1, 10);
  private static final Instant FROM = Instant.parse("2001-01-10T18:20:00Z");
  private static final Instant UNTIL = Instant.parse("2001-01-10T18:40:00Z");
  private static final String AIRPORTS =
      "SELECT code, name, city, country FROM airport WHERE code = ANY($1)";
  private static final String COUNTRIES = "SELECT code, name FROM country WHERE code = ANY($1)";
  private static final String AIRLINES = "SELECT code, name FROM airline WHERE code = ANY($1)";
  private static final String PASSENGERS =
      "SELECT id, family_name FROM passenger WHERE id = ANY($1)";
  private static final String BOOKINGS =
      "SELECT k.flight, b.fare, b.passenger FROM unnest($1::text[]) AS k(flight) CROSS JOIN LATERAL"
          + " (SELECT fare::text AS fare, passenger FROM booking WHERE flight = k.flight"
          + " ORDER BY flight_departs, id LIMIT $2) b";
  private static final String OBSERVATION =
      "SELECT day, kind, temp_max FROM weather_by_airport WHERE airport = ? ORDER BY day DESC LIMIT 1";
  private static final String FLIGHTS =
      "SELECT departs, id, destination, carrier FROM flight_by_origin_day WHERE origin = ?"
          + " AND day = ? AND departs >= ? AND departs < ? ORDER BY departs ASC, id ASC LIMIT 6";

  private final TravelDrivers drivers;
  private final PreparedStatement observation;
  private final PreparedStatement flights;
  private final GraphTraversalSource graph =
      AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());

  private HandWrittenTravel(TravelDrivers drivers) {
    this.drivers = drivers;
    this.observation = drivers.prepare(OBSERVATION);
    this.flights = drivers.prepare(FLIGHTS);
  }

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = HandWritten.vertx();
    HandWrittenTravel endpoint = new HandWrittenTravel(new TravelDrivers(vertx));
    HandWritten.serve(
        vertx, Integer.parseInt(arguments[0]), (_, body) -> endpoint.answer(code(body)));
  }

  private static String code(Buffer body) {
    try (JsonParser parser = HandWritten.JSON.createParser(body.getBytes())) {
      boolean inVariables = false;
      String last = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          inVariables |= parser.currentName().equals("variables");
        } else if (inVariables && token == JsonToken.VALUE_STRING) {
          last = parser.getText();
        }
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Future<Buffer> answer(String code) {
    TravelAnswer found = new TravelAnswer();
    return airports(Set.of(code))
        .compose(rows -> {
          found.airport = rows.get(code);
          if (found.airport == null) {
            return Future.succeededFuture();
          }
          String country = found.airport.getString("country");
          return Future.all(
              List.of(
                  drivers
                      .sql(COUNTRIES, (Object) new String[] {country})
                      .onSuccess(countries ->
                          found.country = countries.iterator().next().getString("name")),
                  drivers
                      .documents(Set.of(code), new Document("links.wikipedia", 1).append("type", 1))
                      .onSuccess(
                          guides -> found.guide = guides.isEmpty() ? null : guides.getFirst()),
                  ranks(List.of(code)).onSuccess(ranks -> found.searches = ranks.get(code)),
                  drivers
                      .cql(observation, code)
                      .onSuccess(
                          days -> found.observation = days.isEmpty() ? null : days.getFirst()),
                  nearest(found, code),
                  departures(found, code)));
        })
        .map(_ -> found.json());
  }

  private Future<Map<String, io.vertx.sqlclient.Row>> airports(Set<String> codes) {
    return drivers
        .sql(AIRPORTS, (Object) codes.toArray(String[]::new))
        .map(rows -> index(rows, row -> row.getString("code")));
  }

  private static <K> Map<K, io.vertx.sqlclient.Row> index(
      RowSet<io.vertx.sqlclient.Row> rows, Function<io.vertx.sqlclient.Row, K> key) {
    Map<K, io.vertx.sqlclient.Row> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(key.apply(row), row));
    return byKey;
  }

  private Future<Map<String, Long>> ranks(List<String> codes) {
    List<Request> commands =
        codes.stream().map(code -> command(Command.ZSCORE, "searches", code)).toList();
    return drivers
        .redis(commands)
        .map(scores -> {
          Map<String, Long> ranks = new HashMap<>();
          for (int i = 0; i < codes.size(); i++) {
            Response score = scores.get(i);
            if (score != null) {
              ranks.put(codes.get(i), Double.valueOf(score.toString()).longValue());
            }
          }
          return ranks;
        });
  }

  private Future<?> nearest(TravelAnswer found, String code) {
    var traversal =
        graph.V()
            .hasLabel("airport")
            .has("code", P.within(code))
            .outE("route")
            .filter(__.inV().hasLabel("airport").has("code"))
            .order()
            .by("dist", Order.asc)
            .by(__.inV().values("code"), Order.asc)
            .limit(3)
            .project("distance", "code")
            .by("dist")
            .by(__.inV().values("code"));
    return drivers
        .gremlin(traversal.asAdmin().getBytecode())
        .compose(edges -> {
          found.nearest = edges.stream().map(TravelAnswer.Edge::of).toList();
          List<String> codes = found.nearest.stream().map(TravelAnswer.Edge::code).toList();
          return Future.all(
              airports(new LinkedHashSet<>(codes)).onSuccess(found.airports::putAll),
              ranks(codes).onSuccess(ranks -> found.ranks = ranks));
        });
  }

  private Future<?> departures(TravelAnswer found, String code) {
    return drivers
        .cql(flights, code, DAY, FROM, UNTIL)
        .compose(rows -> {
          found.flights = rows.subList(0, Math.min(5, rows.size()));
          Set<String> carriers = new LinkedHashSet<>();
          Set<String> destinations = new LinkedHashSet<>();
          Set<String> ids = new LinkedHashSet<>();
          for (Row flight : found.flights) {
            carriers.add(TravelAnswer.text(flight, "carrier"));
            destinations.add(TravelAnswer.text(flight, "destination"));
            ids.add(TravelAnswer.text(flight, "id"));
          }
          return Future.all(
              drivers
                  .sql(AIRLINES, (Object) carriers.toArray(String[]::new))
                  .onSuccess(
                      airlines -> found.airlines = index(airlines, row -> row.getString("code"))),
              airports(destinations).onSuccess(found.airports::putAll),
              drivers
                  .documents(destinations, new Document("municipality", 1))
                  .onSuccess(guides -> {
                    found.guides = new HashMap<>();
                    guides.forEach(guide -> found.guides.put(guide.getString("_id"), guide));
                  }),
              bookings(found, ids));
        });
  }

  private Future<?> bookings(TravelAnswer found, Set<String> flights) {
    return drivers
        .sql(BOOKINGS, flights.toArray(String[]::new), 51L)
        .compose(rows -> {
          found.bookings = new HashMap<>();
          Set<Long> passengers = new LinkedHashSet<>();
          for (io.vertx.sqlclient.Row booking : rows) {
            found
                .bookings
                .computeIfAbsent(booking.getString("flight"), _ -> new ArrayList<>())
                .add(booking);
            passengers.add(booking.getLong("passenger"));
          }
          return Future.all(
              drivers
                  .sql(PASSENGERS, (Object) passengers.toArray(Long[]::new))
                  .onSuccess(
                      people -> found.passengers = index(people, person -> person.getLong("id"))),
              sessions(found, List.copyOf(passengers)));
        });
  }

  private Future<?> sessions(TravelAnswer found, List<Long> passengers) {
    List<Request> commands = new ArrayList<>();
    for (Long passenger : passengers) {
      commands.add(command(Command.SCARD, "sessions-of:" + passenger));
      commands.add(command(Command.SMEMBERS, "sessions-of:" + passenger));
    }
    return drivers
        .redis(commands)
        .compose(answers -> {
          found.tokens = new HashMap<>();
          List<String> tokens = new ArrayList<>();
          for (int i = 0; i < passengers.size(); i++) {
            List<String> own = new ArrayList<>();
            present(answers.get(2 * i + 1)).forEach(token -> own.add(token.toString()));
            own.sort(null);
            found.tokens.put(passengers.get(i), own);
            tokens.addAll(own);
          }
          return devices(found, tokens);
        });
  }

  private static Response present(@Nullable Response response) {
    return Objects.requireNonNull(response);
  }

  private Future<?> devices(TravelAnswer found, List<String> tokens) {
    List<Request> commands = new ArrayList<>();
    for (String token : tokens) {
      commands.add(command(Command.EXISTS, "session:" + token));
      commands.add(command(Command.HMGET, "session:" + token, "device"));
    }
    return drivers
        .redis(commands)
        .onSuccess(answers -> {
          found.devices = new HashMap<>();
          for (int i = 0; i < tokens.size(); i++) {
            Response device = present(answers.get(2 * i + 1)).get(0);
            if (device != null && "1".equals(present(answers.get(2 * i)).toString())) {
              found.devices.put(tokens.get(i), device.toString().toUpperCase(Locale.ROOT));
            }
          }
        });
  }
}
