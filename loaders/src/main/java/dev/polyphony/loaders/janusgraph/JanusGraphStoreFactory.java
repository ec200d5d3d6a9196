package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;

/// The kind `janusgraph`.
public final class JanusGraphStoreFactory implements StoreFactory {
  @Override
  public StoreRules rules() {
    return new JanusGraphRules();
  }

  @Override
  public Opening configure(String store, Section section) {
    JanusGraphSettings settings = JanusGraphSettings.read(store, section);
    return _ -> new JanusGraphStore(new JanusGraphConnection(settings));
  }
}
