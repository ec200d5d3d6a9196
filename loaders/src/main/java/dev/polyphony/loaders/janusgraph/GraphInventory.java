package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.jspecify.annotations.Nullable;

/// The schema of a graph as far as it is declared.
///
/// A server that takes bytecode only has no way to ask for its schema but this: JanusGraph keeps it
/// in vertices of its own, which a system index finds by their names. No vertex of the user's is
/// read.
final class GraphInventory {
  private static final char SEPARATOR = '\u001e';
  private static final String VERTEX_LABEL = "vl" + SEPARATOR;
  private static final String RELATION_TYPE = "rt" + SEPARATOR;
  private static final String INDEX = "gi" + SEPARATOR;

  private static final String NAME = "~T$SchemaName";
  private static final String DEFINITION = "~T$SchemaDefinitionProperty";
  private static final String RELATED = "~T$SchemaRelated";

  private static final String CLASS = "class ";
  private static final int AT_ONCE = 200;

  /// @param definition as texts, such as `ENABLED` and `class java.lang.String`
  /// @param related the names of the elements that it is defined over, or that are defined over it
  private record Element(Set<String> definition, Set<String> related) {}

  /// A composite index over vertices that can be used.
  ///
  /// @param labels the vertices that it is over; empty for all
  record FoundIndex(Set<String> properties, Set<String> labels, boolean unique) {}

  private final Map<String, Element> elements = new HashMap<>();

  private GraphInventory() {}

  static CompletableFuture<GraphInventory> of(
      Declarations declared, JanusGraphConnection connection, CallContext context) {
    GraphInventory inventory = new GraphInventory();
    // One more in any case: a server that is away must be seen, also where nothing lies in it.
    return connection
        .send(Gremlin.of("inject", 0), context)
        .thenCompose(_ -> inventory.read(names(declared), connection, context))
        .thenCompose(_ -> inventory.read(inventory.indexNames(), connection, context))
        .thenApply(_ -> inventory);
  }

  private static Set<String> names(Declarations declared) {
    Set<String> names = new LinkedHashSet<>();
    for (Mapping mapping : declared.mappings()) {
      names.add(VERTEX_LABEL + mapping.from());
      mapping.columns().values().stream()
          .flatMap(column -> column.names().stream())
          .forEach(name -> names.add(RELATION_TYPE + name));
    }
    for (Relationship relationship : declared.relationships()) {
      names.add(RELATION_TYPE + relationship.label());
      relationship.edge().columns().values().stream()
          .flatMap(column -> column.names().stream())
          .forEach(name -> names.add(RELATION_TYPE + name));
    }
    return names;
  }

  private Set<String> indexNames() {
    return elements.values().stream()
        .flatMap(element -> element.related.stream())
        .filter(name -> name.startsWith(INDEX))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private CompletableFuture<?> read(
      Set<String> names, JanusGraphConnection connection, CallContext context) {
    List<String> all = List.copyOf(names);
    List<Gremlin> traversals = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      traversals.add(
          Gremlin.of("V")
              .step("has", NAME, P.within(some))
              .step("project", "name", "definition", "related")
              .step("by", Gremlin.of("values", NAME))
              .step("by", Gremlin.of("values", DEFINITION).step("asString").step("fold"))
              .step("by", Gremlin.of("both", RELATED).step("values", NAME).step("fold")));
    }
    return traversals.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : connection.send(traversals, context).thenAccept(found -> found.forEach(this::add));
  }

  private void add(Object found) {
    if (found instanceof Map<?, ?> element) {
      elements.put(
          String.valueOf(element.get("name")),
          new Element(texts(element.get("definition")), texts(element.get("related"))));
    }
  }

  private static Set<String> texts(@Nullable Object list) {
    return list instanceof List<?> values
        ? values.stream().map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }

  boolean hasVertexLabel(String label) {
    return elements.containsKey(VERTEX_LABEL + label);
  }

  boolean hasEdgeLabel(String label) {
    return elements.containsKey(RELATION_TYPE + label) && dataType(label) == null;
  }

  /// The class of a property's values, such as `java.lang.String`; null when there is no such
  /// property.
  @Nullable String dataType(String property) {
    Element element = elements.get(RELATION_TYPE + property);
    return element == null
        ? null
        : element.definition.stream()
            .filter(text -> text.startsWith(CLASS))
            .map(text -> text.substring(CLASS.length()))
            .findFirst()
            .orElse(null);
  }

  /// Whether an element may have several values of a property.
  boolean isMany(String property) {
    Element element = elements.get(RELATION_TYPE + property);
    return element != null && !element.definition.contains("MANY2ONE");
  }

  /// The indexes over vertices of a label.
  List<FoundIndex> indexes(String label) {
    return elements.entrySet().stream()
        .filter(element -> element.getKey().startsWith(INDEX))
        .map(Map.Entry::getValue)
        .filter(index -> index.definition.containsAll(Set.of("ENABLED", "VERTEX", "internalindex")))
        .map(index ->
            new FoundIndex(
                named(index, RELATION_TYPE),
                named(index, VERTEX_LABEL),
                index.definition.contains("SINGLE")))
        .filter(index -> index.labels().isEmpty() || index.labels().contains(label))
        .toList();
  }

  private static Set<String> named(Element element, String category) {
    return element.related.stream()
        .filter(name -> name.startsWith(category))
        .map(name -> name.substring(category.length()))
        .collect(Collectors.toSet());
  }
}
