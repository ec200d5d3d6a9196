package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;

/// The kind `mongodb`.
public final class MongoStoreFactory implements StoreFactory {
  @Override
  public StoreRules rules() {
    return new MongoRules();
  }

  @Override
  public Opening configure(String store, Section section) {
    MongoSettings settings = MongoSettings.read(section);
    return _ -> new MongoStore(MongoConnection.open(store, settings));
  }
}
