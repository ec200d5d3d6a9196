package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerContractTest;
import dev.polyphony.loaders.contract.StoreFixture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// On the emulator, and on a real server too where `MONGO_URL` names one.
@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
class MongoStoreTest extends ServerContractTest {
  @Parameter @Nullable MongoServer server;

  @Override
  protected StoreFixture open() {
    return new MongoFixture(Objects.requireNonNull(server));
  }

  @Override
  public int port() {
    return ((MongoFixture) fixture()).port();
  }

  @Override
  public Store openAt(int port) {
    return ((MongoFixture) fixture()).openAt(port);
  }
}
