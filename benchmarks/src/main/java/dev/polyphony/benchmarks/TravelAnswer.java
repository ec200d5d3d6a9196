package dev.polyphony.benchmarks;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What five stores say for one answer, filled as they answer, and written at the end.
final class TravelAnswer {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  io.vertx.sqlclient.@Nullable Row airport;
  @Nullable String country;
  @Nullable Document guide;
  @Nullable Long searches;
  @Nullable Row observation;
  List<Edge> nearest = List.of();
  Map<String, Long> ranks = Map.of();
  Map<String, io.vertx.sqlclient.Row> airports = new HashMap<>();
  List<Row> flights = List.of();
  Map<String, io.vertx.sqlclient.Row> airlines = Map.of();
  Map<String, Document> guides = Map.of();
  Map<String, List<io.vertx.sqlclient.Row>> bookings = Map.of();
  Map<Long, io.vertx.sqlclient.Row> passengers = Map.of();
  Map<Long, List<String>> tokens = Map.of();
  Map<String, String> devices = Map.of();

  record Edge(int distance, String code) {
    static Edge of(Object read) {
      Map<?, ?> edge = (Map<?, ?>) read;
      return new Edge(
          ((Number) Objects.requireNonNull(edge.get("distance"))).intValue(),
          String.valueOf(edge.get("code")));
    }
  }

  Buffer json() {
    return HandWritten.json(this::write);
  }

  static String text(Row row, String column) {
    return Objects.requireNonNull(row.getString(column));
  }

  private void write(JsonGenerator json) throws IOException {
    if (airport == null) {
      json.writeNullField("airport");
      return;
    }
    json.writeObjectFieldStart("airport");
    json.writeStringField("name", airport.getString("name"));
    json.writeObjectFieldStart("country");
    json.writeStringField("name", country);
    json.writeEndObject();
    if (guide == null) {
      json.writeNullField("guide");
    } else {
      json.writeObjectFieldStart("guide");
      boolean large = "large_airport".equals(guide.getString("type"));
      json.writeStringField("kind", large ? "LARGE" : "MEDIUM");
      json.writeObjectFieldStart("links");
      json.writeStringField("wikipedia", guide.get("links", new Document()).getString("wikipedia"));
      json.writeEndObject();
      json.writeEndObject();
    }
    number(json, "searches", searches);
    if (observation == null) {
      json.writeNullField("latestObservation");
    } else {
      json.writeObjectFieldStart("latestObservation");
      json.writeStringField("day", String.valueOf(observation.getLocalDate("day")));
      json.writeStringField("kind", text(observation, "kind").toUpperCase(Locale.ROOT));
      json.writeNumberField("tempMax", observation.getDouble("temp_max"));
      json.writeEndObject();
    }
    json.writeArrayFieldStart("nearest");
    for (Edge edge : nearest) {
      writeEdge(json, edge);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("departures");
    json.writeArrayFieldStart("nodes");
    for (Row flight : flights) {
      writeFlight(json, flight);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private void writeEdge(JsonGenerator json, Edge edge) throws IOException {
    json.writeStartObject();
    json.writeNumberField("distance", edge.distance());
    json.writeObjectFieldStart("airport");
    json.writeStringField("code", edge.code());
    json.writeStringField("city", text(airports.get(edge.code()), "city"));
    number(json, "searches", ranks.get(edge.code()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static @Nullable String text(io.vertx.sqlclient.@Nullable Row row, String column) {
    return row == null ? null : row.getString(column);
  }

  private void writeFlight(JsonGenerator json, Row flight) throws IOException {
    json.writeStartObject();
    Instant departs = Objects.requireNonNull(flight.getInstant("departs"));
    json.writeStringField(
        "departs", LOCAL.format(LocalDateTime.ofInstant(departs, ZoneOffset.UTC)));
    json.writeObjectFieldStart("airline");
    json.writeStringField("name", text(airlines.get(text(flight, "carrier")), "name"));
    json.writeEndObject();
    String destination = text(flight, "destination");
    json.writeObjectFieldStart("destination");
    json.writeStringField("code", destination);
    json.writeStringField("city", text(airports.get(destination), "city"));
    Document guide = guides.get(destination);
    if (guide == null) {
      json.writeNullField("guide");
    } else {
      json.writeObjectFieldStart("guide");
      json.writeStringField("municipality", guide.getString("municipality"));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("bookings");
    json.writeArrayFieldStart("nodes");
    for (io.vertx.sqlclient.Row booking : bookings.getOrDefault(text(flight, "id"), List.of())) {
      Long passenger = booking.getLong("passenger");
      json.writeStartObject();
      json.writeStringField("fare", booking.getString("fare"));
      json.writeObjectFieldStart("passenger");
      json.writeStringField("familyName", text(passengers.get(passenger), "family_name"));
      json.writeArrayFieldStart("sessions");
      for (String token : tokens.getOrDefault(passenger, List.of())) {
        json.writeStartObject();
        json.writeObjectFieldStart("session");
        json.writeStringField("device", devices.get(token));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
