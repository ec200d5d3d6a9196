package dev.polyphony.gateway.http;

import dev.polyphony.gateway.auth.Authenticator;
import dev.polyphony.gateway.configuration.ExampleQuery;
import dev.polyphony.gateway.configuration.LimitSettings;
import dev.polyphony.gateway.configuration.ServerSettings;
import dev.polyphony.gateway.health.StoreStates;
import dev.polyphony.resolvers.Engine;
import java.util.List;

/// What all event loops share.
public record HttpSetup(
    ServerSettings server,
    LimitSettings limits,
    Engine engine,
    Authenticator authenticator,
    RequestGate gate,
    StoreStates stores,
    List<ExampleQuery> examples) {
  public HttpSetup {
    examples = List.copyOf(examples);
  }
}
