package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.ServerFixture;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
final class MongoStoreTest extends ServerContractTest {
  @Parameter
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  MongoServer server;

  @Override
  protected ServerFixture fixture() {
    return new MongoFixture(server);
  }
}
