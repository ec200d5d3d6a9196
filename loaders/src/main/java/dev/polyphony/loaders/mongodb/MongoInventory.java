package dev.polyphony.loaders.mongodb;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// The database as the server describes it, and what some of its documents look like.
///
/// @param collections all of them, and views, by name
/// @param indexes by collection; views have none
/// @param samples of the mappings whose collections are there
record MongoInventory(
    Map<String, Boolean> collections,
    Map<String, List<FoundIndex>> indexes,
    Map<Mapping, MongoSample> samples) {
  /// How many documents are looked at at either end of a collection: the oldest and the newest,
  /// where ids grow with time.
  private static final int ENDS = 250;

  /// An index that serves whatever asks for its fields, or makes them unique.
  ///
  /// @param serves whether a plain filter is served by it: it is not hidden, of all documents, and
  ///   compares as filters do
  record FoundIndex(List<String> paths, boolean unique, boolean serves) {
    FoundIndex {
      paths = List.copyOf(paths);
    }

    boolean beginsWith(List<String> names) {
      return serves && paths.size() >= names.size() && paths.subList(0, names.size()).equals(names);
    }

    /// Whether its first paths are these, in whatever order.
    boolean beginsWithAll(List<String> names) {
      return serves
          && paths.size() >= names.size()
          && new HashSet<>(paths.subList(0, names.size())).equals(new HashSet<>(names));
    }

    boolean isUniqueWithin(List<String> names) {
      return unique && Set.copyOf(names).containsAll(paths);
    }

    static FoundIndex of(BsonDocument index) {
      BsonDocument key = index.getDocument("key");
      boolean ofAll = !index.containsKey("partialFilterExpression");
      boolean plain = key.values().stream().allMatch(BsonValue::isNumber);
      return new FoundIndex(
          new ArrayList<>(key.keySet()),
          ofAll && (isTrue(index, "unique") || key.keySet().equals(Set.of("_id"))),
          ofAll && plain && !isTrue(index, "hidden") && !index.containsKey("collation"));
    }

    private static boolean isTrue(BsonDocument index, String option) {
      BsonValue value = index.get(option);
      return value != null && (value.isBoolean() ? value.asBoolean().getValue() : isOne(value));
    }

    private static boolean isOne(BsonValue value) {
      return value.isNumber() && value.asNumber().intValue() == 1;
    }
  }

  static CompletableFuture<MongoInventory> of(
      Declarations declared, MongoConnection connection, CallContext context) {
    MongoInventory inventory =
        new MongoInventory(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    CompletableFuture<?> all =
        connection.read(
            database -> database.listCollections(RawBsonDocument.class),
            inventory::addCollection,
            context);
    for (Mapping mapping : declared.mappings()) {
      all = all.thenCompose(_ -> inventory.describe(mapping, connection, context));
    }
    return all.thenApply(_ -> inventory);
  }

  private @Nullable Object[] addCollection(RawBsonDocument description) {
    BsonValue type = description.get("type");
    boolean view = type != null && type.isString() && type.asString().getValue().equals("view");
    collections.put(description.getString("name").getValue(), view);
    return new @Nullable Object[0];
  }

  private CompletableFuture<?> describe(
      Mapping mapping, MongoConnection connection, CallContext context) {
    String name = mapping.from();
    Boolean view = collections.get(name);
    if (view == null) {
      return CompletableFuture.completedFuture(null);
    }
    MongoSample sample = new MongoSample(mapping);
    samples.put(mapping, sample);
    CompletableFuture<?> first =
        connection.read(database -> ends(database, mapping, 1), sample::add, context);
    if (view) {
      return first;
    }
    List<FoundIndex> found = new ArrayList<>();
    indexes.put(name, found);
    return first
        .thenCompose(
            _ -> connection.read(database -> ends(database, mapping, -1), sample::add, context))
        .thenCompose(_ ->
            connection.read(
                database -> collection(database, name).listIndexes(RawBsonDocument.class),
                index -> {
                  found.add(FoundIndex.of(index));
                  return new @Nullable Object[0];
                },
                context));
  }

  private static org.reactivestreams.Publisher<RawBsonDocument> ends(
      MongoDatabase database, Mapping mapping, int direction) {
    return collection(database, mapping.from())
        .find(entities(mapping))
        .sort(new BsonDocument("_id", new BsonInt32(direction)))
        .limit(ENDS);
  }

  /// Which documents are entities, whoever asks; what only the gateway can tell, is left out.
  private static BsonDocument entities(Mapping mapping) {
    MongoFilters filters = new MongoFilters(mapping);
    Formula where = mapping.where();
    List<Clause> clauses = new ArrayList<>();
    for (Condition part : where == null ? List.<Condition>of() : where.ofEveryCaller()) {
      try {
        clauses.add(filters.clause(part));
      } catch (StoreException onlyTheGateway) {
        clauses.add(Clause.ALL);
      }
    }
    return Clause.and(clauses).bson();
  }

  private static MongoCollection<RawBsonDocument> collection(MongoDatabase database, String name) {
    return database.getCollection(name, RawBsonDocument.class);
  }
}
