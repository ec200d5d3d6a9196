package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.janusgraph.GraphFields.Holder;
import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.jspecify.annotations.Nullable;

/// Requests as traversals. Each begins at vertices that an index finds, and makes one map for each
/// element, or one for each parent.
final class GraphQueries {
  /// The label under which a parent's edges are.
  static final String EDGES = "$edges";

  private static final String VERTEX = "vertex";
  private static final String VALUE = "value";

  private GraphQueries() {}

  static Gremlin vertices(Mapping mapping) {
    return Gremlin.of("V").step("hasLabel", mapping.from());
  }

  /// Vertices by key, each as a map.
  static Gremlin byKeys(
      GraphFields fields, List<Place> places, List<List<Object>> keys, GraphRows rows) {
    return vertices(fields.mapping())
        .then(new GraphFilter(fields).oneOf(places, keys))
        .then(fields.present())
        .then(rows.project());
  }

  /// Conditions of a query over vertices, those first that an index serves: behind others the
  /// server would not use it.
  static Gremlin filtered(GraphFields fields, Condition condition) {
    GraphFilter filter = new GraphFilter(fields);
    Gremlin bound = Gremlin.start();
    Gremlin rest = Gremlin.start();
    for (Condition part : parts(condition)) {
      boolean binding = !bindings(fields, part).isEmpty();
      (binding ? bound : rest).then(filter.steps(part));
    }
    return bound.then(rest).then(fields.present());
  }

  private static List<Condition> parts(Condition condition) {
    if (!(condition instanceof Condition.And(List<Condition> parts))) {
      return List.of(condition);
    }
    List<Condition> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(parts(part)));
    return all;
  }

  /// The fields of indexes that a condition binds to one of some values, each with one such value.
  static Map<FieldPath, Object> bindings(GraphFields fields, Condition condition) {
    Map<FieldPath, Object> bound = new HashMap<>();
    Set<FieldPath> indexed = new HashSet<>();
    GraphIndex.declared(fields.mapping()).forEach(indexed::addAll);
    for (Condition part : parts(condition)) {
      if (part instanceof Condition.Compare(FieldPath field, Operator operator, Object value)
          && operator == Operator.EQ
          && indexed.contains(field)) {
        Object stored = JanusGraphValues.stored(fields.place(field).column(), value);
        if (stored != null) {
          bound.put(field, stored);
        }
      } else if (part instanceof Condition.In in
          && !in.keys().isEmpty()
          && indexed.containsAll(in.fields())) {
        List<Place> places = in.fields().stream().map(fields::place).toList();
        List<Object> first = GraphFilter.stored(places, in.keys(), 0);
        for (int i = 0; first != null && i < places.size(); i++) {
          bound.put(in.fields().get(i), first.get(i));
        }
      }
    }
    return bound;
  }

  /// A list of vertices, each as a map.
  static Gremlin all(Query query, GraphFields fields, GraphRows rows) {
    GraphOrder order = new GraphOrder(new GraphFilter(fields), query.order(), query.page());
    return vertices(fields.mapping())
        .then(filtered(fields, query.filter()))
        .then(order.window())
        .then(order.sorted())
        .then(rows.project());
  }

  /// Vertices of parents: a map for each parent, of its values to a list of maps.
  static Gremlin related(
      Query query,
      GraphFields fields,
      List<Place> remote,
      List<List<Object>> parents,
      GraphRows rows) {
    GraphFilter filter = new GraphFilter(fields);
    GraphOrder order = new GraphOrder(filter, query.order(), query.page());
    Gremlin traversal =
        vertices(fields.mapping())
            .then(filter.oneOf(remote, parents))
            .then(filtered(fields, query.filter()))
            .then(order.window());
    Gremlin page = order.sorted().then(rows.project()).step("fold");
    return groups(traversal, fields, remote, parents).step("by", page).step("unfold");
  }

  /// In groups of the same remote values.
  private static Gremlin groups(
      Gremlin vertices, GraphFields fields, List<Place> remote, List<List<Object>> parents) {
    Place first = remote.getFirst();
    if (remote.size() == 1 && first.column().list()) {
      // A vertex belongs to each parent that one of its values is of, to each once.
      P<?> own = P.within(parents.stream().map(List::getFirst).toList());
      Gremlin values = fields.values(first).step("is", own).step("dedup");
      return vertices
          .step("as", VERTEX)
          .step("flatMap", values)
          .step("as", VALUE)
          .step("select", VERTEX)
          .step("group")
          .step("by", Gremlin.of("select", VALUE));
    }
    if (remote.stream().anyMatch(place -> place.column().list())) {
      throw JanusGraphErrors.unsupported("relate by a list among several fields");
    }
    if (remote.size() == 1) {
      return vertices.step("group").step("by", fields.values(first));
    }
    Object[] labels = remote.stream().map(GraphQueries::label).toArray();
    Gremlin project = Gremlin.of("project", labels);
    remote.forEach(place -> project.step("by", fields.values(place)));
    return vertices.step("group").step("by", project);
  }

  private static String label(Place place) {
    return place.column().field();
  }

  /// What a group has in common.
  static List<@Nullable Object> common(Object key, List<Place> remote) {
    List<@Nullable Object> values = new ArrayList<>(remote.size());
    remote.forEach(place -> values.add(key instanceof Map<?, ?> map ? map.get(label(place)) : key));
    return values;
  }

  /// Edges of parents: a map for each near vertex, with its key and a list of maps.
  ///
  /// @param labels for the near vertex' key
  static Gremlin edges(
      Query query,
      Source.Edges source,
      List<String> labels,
      List<List<Object>> parents,
      GraphRows rows) {
    Relationship relationship = source.relationship();
    GraphFields near = GraphFields.of(relationship.near());
    List<Place> key = relationship.near().key().stream().map(near::place).toList();
    List<Object> names = new ArrayList<>(labels);
    names.add(EDGES);
    Gremlin traversal =
        vertices(relationship.near()).then(new GraphFilter(near).oneOf(key, parents));
    if (relationship.direction() == EdgeDirection.BOTH) {
      traversal.step("as", GraphFields.NEAR);
    }
    traversal.step("project", names.toArray());
    key.forEach(place -> traversal.step("by", place.properties().getFirst()));
    return traversal.step("by", page(query, relationship, rows));
  }

  /// The edges of one vertex. Far vertices are looked at last, for there may be many.
  private static Gremlin page(Query query, Relationship relationship, GraphRows rows) {
    GraphFields fields = GraphFields.of(relationship);
    GraphFilter filter = new GraphFilter(fields);
    GraphOrder order = new GraphOrder(filter, query.order(), query.page());
    Gremlin own = Gremlin.start();
    Gremlin others = Gremlin.start();
    for (Condition part : parts(query.filter())) {
      (isOwn(fields, part) ? own : others).then(filter.steps(part));
    }
    return step(relationship)
        .then(own)
        .then(fields.present())
        .then(others)
        .then(order.window())
        .then(order.sorted())
        .then(rows.project())
        .step("fold");
  }

  private static Gremlin step(Relationship relationship) {
    return switch (relationship.direction()) {
      case OUT -> Gremlin.of("outE", relationship.label());
      case IN -> Gremlin.of("inE", relationship.label());
      // A loop is met at both its ends.
      case BOTH -> Gremlin.of("bothE", relationship.label()).step("dedup");
    };
  }

  private static boolean isOwn(GraphFields fields, Condition part) {
    return switch (part) {
      case Condition.Compare compare -> isOwn(fields, compare.field());
      case Condition.In in -> in.fields().stream().allMatch(field -> isOwn(fields, field));
      case Condition.Text text -> isOwn(fields, text.field());
      case Condition.IsNull isNull -> isOwn(fields, isNull.field());
      case Condition.Test _ -> true;
      case Condition.And and -> and.parts().stream().allMatch(one -> isOwn(fields, one));
      case Condition.Or or -> or.parts().stream().allMatch(one -> isOwn(fields, one));
      case Condition.Not not -> isOwn(fields, not.part());
    };
  }

  private static boolean isOwn(GraphFields fields, FieldPath field) {
    return fields.place(field).holder() == Holder.OWN;
  }
}
