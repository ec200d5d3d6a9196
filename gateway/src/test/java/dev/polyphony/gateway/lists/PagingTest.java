package dev.polyphony.gateway.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.lists.Shelf.Thing;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Pages while rows come and go; `-Dpaging.seed=…` repeats a run, `-Dpaging.walks=…` makes it
/// longer or shorter.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {
  private static final int WALKS = Integer.getInteger("paging.walks", 60);
  private static final List<String> NAMES =
      List.of("", "a", "A", "ab", "b", "é", "z", "\ud83d\ude00");
  private static final List<String> ORDERS =
      List.of(
          "[]",
          "[{grade: ASC}]",
          "[{grade: DESC}]",
          "[{name: ASC}]",
          "[{name: DESC}, {grade: ASC}]",
          "[{grade: ASC}, {name: DESC}, {price: ASC}]",
          "[{price: DESC}, {id: DESC}]",
          "[{id: DESC}]",
          "[{shop: ASC}, {grade: DESC}]");
  private static final List<String> FILTERS =
      List.of(
          "{}",
          "{grade: {isNull: false}}",
          "{not: {grade: {gte: 2}}}",
          "{or: [{name: {startsWith: \"a\"}}, {price: {lt: 1}}, {grade: {isNull: true}}]}",
          "{shop: {in: [\"a\", \"b\"]}, name: {ne: \"b\"}}");

  private final Shelf.Table table = new Shelf.Table();
  private final List<Shelf.Collection> collections = new ArrayList<>();
  private final List<ListGateway> gateways = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    collections.add(new Shelf.Collection(null));
    String real = System.getenv("MONGO_URL");
    if (real != null) {
      collections.add(new Shelf.Collection(real));
    }
    for (Shelf.Collection collection : collections) {
      gateways.add(ListGateway.start(folder, "a key for paging tests", table, collection));
    }
  }

  @AfterAll
  void stop() {
    gateways.forEach(ListGateway::close);
    collections.forEach(Shelf.Collection::close);
    table.close();
  }

  @Test
  void missesAndRepeatsNoRowWhileOthersComeAndGo() {
    long seed = Long.getLong("paging.seed", System.currentTimeMillis());
    System.out.println("paging.seed=" + seed);
    for (int i = 0; i < WALKS; i++) {
      for (int server = 0; server < collections.size(); server++) {
        walk(gateways.get(server), collections.get(server), "documents", seed, i);
      }
      walk(gateways.getFirst(), table, "things", seed, i);
    }
  }

  private static void walk(ListGateway gateway, Shelf shelf, String list, long seed, int index) {
    Walk walk = new Walk(gateway, shelf, list, new Random(seed * 1_000_003 + index));
    try {
      walk.run();
    } catch (AssertionError | RuntimeException e) {
      String place = "walk %d of -Dpaging.seed=%d: %s".formatted(index, seed, walk);
      throw new AssertionError(place + "\n" + e, e);
    }
  }

  /// One way through a list from one end to the other.
  private static final class Walk {
    private final ListGateway gateway;
    private final Shelf shelf;
    private final Random random;
    private final boolean backward;
    private final String arguments;
    private final String list;
    private final int size;
    private final Set<Integer> present = new TreeSet<>();
    private int lastId;

    Walk(ListGateway gateway, Shelf shelf, String list, Random random) {
      this.gateway = gateway;
      this.shelf = shelf;
      this.list = list;
      this.random = random;
      this.backward = random.nextBoolean();
      this.size = 1 + random.nextInt(7);
      this.arguments = "where: " + one(FILTERS) + ", orderBy: " + one(ORDERS);
    }

    private <T> T one(List<T> several) {
      return several.get(random.nextInt(several.size()));
    }

    void run() {
      shelf.clear();
      for (int i = random.nextInt(40); i >= 0; i--) {
        insert();
      }
      List<Integer> before = whole();
      List<Integer> seen = new ArrayList<>();
      @Nullable String cursor = null;
      do {
        JsonObject page = page(cursor);
        seen.addAll(ids(page));
        JsonObject info = page.getJsonObject("pageInfo");
        boolean more = info.getBoolean(backward ? "hasPreviousPage" : "hasNextPage");
        cursor = more ? info.getString(backward ? "startCursor" : "endCursor") : null;
        change();
      } while (cursor != null);

      assertThat(seen).as("no row twice").doesNotHaveDuplicates();
      List<Integer> throughout = new ArrayList<>(before);
      throughout.retainAll(present);
      List<Integer> survivors = new ArrayList<>(seen);
      survivors.retainAll(throughout);
      assertThat(survivors)
          .as("the rows that were there all the time, in order")
          .isEqualTo(backward ? throughout.reversed() : throughout);
    }

    private void change() {
      for (int i = random.nextInt(5); i > 0; i--) {
        if (random.nextBoolean() && !present.isEmpty()) {
          int id = one(List.copyOf(present));
          shelf.delete(id);
          present.remove(id);
        } else if (present.size() < 60) {
          insert();
        }
      }
    }

    private void insert() {
      // Ids are not in the order of their making, and none comes back.
      int id = (++lastId * 7919) % 10_007;
      shelf.insert(
          new Thing(
              id,
              one(List.of("a", "b", "c")),
              random.nextInt(4) == 0 ? null : random.nextInt(4),
              random.nextInt(4) == 0 ? null : one(NAMES),
              random.nextInt(4) == 0 ? null : random.nextInt(4) / 2.0));
      present.add(id);
    }

    private List<Integer> whole() {
      String query = "{ %s(%s, first: 1000) { nodes { id } } }".formatted(list, arguments);
      return nodes(gateway.data(query, Map.of()).getJsonObject(list));
    }

    /// Its rows in the direction of the walk.
    private List<Integer> ids(JsonObject page) {
      List<Integer> ids = nodes(page);
      assertThat(ids.size()).isLessThanOrEqualTo(size);
      return backward ? ids.reversed() : ids;
    }

    private static List<Integer> nodes(JsonObject page) {
      List<Integer> ids = new ArrayList<>();
      page.getJsonArray("nodes").forEach(node -> ids.add(((JsonObject) node).getInteger("id")));
      return ids;
    }

    private JsonObject page(@Nullable String cursor) {
      String query =
          "query ($cursor: String) { %s(%s, %s: %d, %s: $cursor) { nodes { id } pageInfo { %s } } }"
              .formatted(
                  list,
                  arguments,
                  backward ? "last" : "first",
                  size,
                  backward ? "before" : "after",
                  backward ? "startCursor hasPreviousPage" : "endCursor hasNextPage");
      Map<String, @Nullable Object> variables = new HashMap<>();
      variables.put("cursor", cursor);
      return gateway.data(query, variables).getJsonObject(list);
    }

    @Override
    public String toString() {
      return "%s(%s) %s by %d".formatted(list, arguments, backward ? "backward" : "forward", size);
    }
  }
}
