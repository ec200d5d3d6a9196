package dev.polyphony.resolvers.plugins;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryRules;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.loaders.plugin.Plugin;
import dev.polyphony.loaders.plugin.PluginRules;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.plugin.Batch;
import dev.polyphony.schema.plugin.BatchResolver;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Goods in a store, and a plug-in that answers as each test says.
final class Shop implements AutoCloseable {
  private static final String SCHEMA =
      """
      enum Grade { GOOD @column(name: "g") BAD @column(name: "b") }
      type Maker @entity(store: "goods", from: "maker", key: "id") { id: ID! name: String }
      type Offer { price: BigDecimal! shop: String makerId: ID @inaccessible
        maker: Maker @join(on: {local: "makerId"}) }
      type Good @entity(store: "goods", from: "good", key: "id") @index(fields: ["id"]) {
        id: ID!
        weight: Float @inaccessible
        size: Size
        price(percent: Int = 0, weight: Float @require(field: "weight")): BigDecimal
          @resolve(with: "shop")
        tags(id: ID! @require(field: "id")): [String!] @resolve(with: "shop")
        grade(id: ID! @require(field: "id")): Grade @resolve(with: "shop")
        offer(height: Int @require(field: "size.height")): Offer @resolve(with: "shop")
        offers(id: ID! @require(field: "id")): [Offer!] @resolve(with: "shop")
      }
      type Size { height: Int }
      type Query {
        goods: [Good!] @list
        good(id: ID!): Good @lookup
        best(grade: Grade): Offer @resolve(with: "shop")
      }
      """;

  /// What the plug-in does.
  interface Script {
    List<? extends @Nullable Object> resolve(Batch batch) throws Exception;
  }

  private final List<Batch> batches = new CopyOnWriteArrayList<>();
  private final Engine engine;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  Shop(Script script) {
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("shop.graphql", SCHEMA)),
            Map.of(
                "goods",
                declared("goods", new MemoryRules()),
                "plugin:shop",
                declared("plugin:shop", new PluginRules())),
            Limits.DEFAULT,
            new Problems());
    Catalog catalog =
        Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
    Store goods =
        new MemoryStore(
            Map.of(
                "good",
                List.of(
                    Map.of("id", "a", "weight", 1.5, "size", Map.of("height", 7)),
                    Map.of("id", "b", "weight", 1.5),
                    Map.of("id", "c"),
                    Map.of("id", "d", "weight", 2.0, "size", Map.of("height", 9))),
                "maker",
                List.of(Map.of("id", "m", "name", "Mill"))));
    Store plugin =
        new Plugin(
            new BatchResolver() {
              @Override
              public String name() {
                return "shop";
              }

              @Override
              public List<? extends @Nullable Object> resolve(Batch batch) throws Exception {
                batches.add(batch);
                return script.resolve(batch);
              }
            });
    this.engine =
        new Engine(catalog, Map.of("goods", goods, "plugin:shop", plugin), EngineLimits.DEFAULT);
  }

  private static StoreDeclaration declared(String name, StoreRules rules) {
    return new StoreDeclaration(name, rules, ValueType.TEXT, false, Location.of("shop.yaml"));
  }

  /// What the plug-in was asked, in order.
  List<Batch> batches() {
    return batches;
  }

  String ask(String query) {
    return ask(query, Duration.ofSeconds(20));
  }

  String ask(String query, Duration deadline) {
    if (!(engine.prepare(GraphqlRequest.of(query)) instanceof Prepared.Ready ready)) {
      throw new AssertionError("refused: " + query);
    }
    Executor one = executor;
    byte[] answer =
        CompletableFuture.supplyAsync(
                () -> engine.execute(ready, one, new ExecutionOptions(deadline, (_, _) -> {})), one)
            .thenCompose(stage -> stage)
            .orTimeout(30, TimeUnit.SECONDS)
            .join()
            .toBytes();
    return new String(answer, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    executor.close();
  }
}
