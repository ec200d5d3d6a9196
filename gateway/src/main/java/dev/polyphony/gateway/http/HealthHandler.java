package dev.polyphony.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.polyphony.gateway.health.StoreState;
import dev.polyphony.gateway.health.StoreStates;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/// `/health/live` and `/health/ready`.
///
/// The gateway is ready while it takes requests: a store that is down costs its own fields only, so
/// the answer names it (`DEGRADED`) with status 200. Once the gateway is about to end it is 503.
final class HealthHandler {
  private static final String JSON = "application/json; charset=utf-8";

  private final RequestGate gate;
  private final StoreStates stores;
  private final Context context;
  private final JsonFactory factory = new JsonFactory();

  HealthHandler(RequestGate gate, StoreStates stores, Context context) {
    this.gate = gate;
    this.stores = stores;
    this.context = context;
  }

  /// Whether the process can answer at all.
  void live(HttpServerRequest request) {
    Replies.send(request, 200, JSON, Buffer.buffer("{\"status\":\"UP\"}"));
  }

  void ready(HttpServerRequest request) {
    if (gate.isClosed()) {
      Replies.send(request, 503, JSON, Buffer.buffer("{\"status\":\"SHUTTING_DOWN\"}"));
      return;
    }
    stores
        .current()
        .thenAccept(states ->
            context.runOnContext(
                _ -> Replies.send(request, 200, JSON, Buffer.buffer(json(states)))));
  }

  private String json(Map<String, StoreState> states) {
    boolean up = states.values().stream().allMatch(StoreState.Up.class::isInstance);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("status", up ? "UP" : "DEGRADED");
      json.writeObjectFieldStart("stores");
      for (Map.Entry<String, StoreState> entry : states.entrySet()) {
        json.writeObjectFieldStart(entry.getKey());
        write(json, entry.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, StoreState state) throws IOException {
    switch (state) {
      case StoreState.Up up -> {
        json.writeStringField("status", "UP");
        json.writeStringField("version", up.version());
      }
      case StoreState.Down down -> {
        json.writeStringField("status", "DOWN");
        json.writeStringField("reason", down.reason().name());
      }
    }
  }
}
