package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/// Requests as `find` commands.
final class MongoQueries {
  private MongoQueries() {}

  /// One command for all keys. The key's values follow the cells of each row, by which documents
  /// are given back to their keys.
  static MongoFind byKeys(KeyLookup lookup, List<MongoField> key, List<Bound[]> keys) {
    return new MongoFind(
        lookup.mapping().from(),
        MongoFilters.anyOf(key, keys),
        projection(lookup.mapping(), lookup.projection(), key),
        new BsonDocument(),
        0,
        new MongoRows(lookup.mapping().columns(), lookup.projection(), key),
        // More only where documents share a key, or hold it inside an array.
        2 * keys.size() + 100);
  }

  /// The commands of a query but for what selects a parent: one for each part of the order.
  record Plan(
      MongoOrder order,
      List<MongoOrder.Part> parts,
      List<MongoFind> finds,
      int limit,
      boolean backward) {}

  static Plan plan(Query query) {
    Mapping mapping = query.source().mapping();
    Set<FieldPath> present = new HashSet<>(MongoFilters.present(query.filter()));
    if (query.source() instanceof Source.Related related) {
      present.addAll(related.remote());
    }
    MongoOrder order = new MongoOrder(mapping, query.order(), query.page(), present);
    Clause filter = new MongoFilters(mapping).clause(query.filter());
    List<MongoOrder.Part> parts = filter == Clause.NOTHING ? List.of() : order.parts();
    List<MongoField> compared = parts.size() > 1 ? order.compared() : List.of();
    MongoRows rows = new MongoRows(mapping.columns(), query.projection(), compared);
    BsonDocument projection = projection(mapping, query.projection(), compared);
    List<MongoFind> finds = new ArrayList<>(parts.size());
    for (MongoOrder.Part part : parts) {
      finds.add(
          new MongoFind(
              mapping.from(),
              Clause.and(filter, part.filter()),
              projection,
              part.sort(),
              query.page().limit(),
              rows,
              query.page().limit()));
    }
    return new Plan(order, parts, finds, query.page().limit(), query.page().backward());
  }

  /// A planned command for one parent.
  static MongoFind forParent(MongoFind find, List<MongoField> remote, Bound[] parent) {
    return new MongoFind(
        find.collection(),
        Clause.and(MongoFilters.equal(remote, parent), find.filter()),
        find.projection(),
        find.sort(),
        find.limit(),
        find.rows(),
        find.most());
  }

  /// Only what is asked for. Servers refuse a path beside one above it.
  private static BsonDocument projection(
      Mapping mapping, Projection projection, List<MongoField> further) {
    TreeSet<String> paths = new TreeSet<>();
    collect(mapping.columns(), projection, List.of(""), paths);
    further.forEach(field -> paths.addAll(field.paths()));
    BsonDocument document = new BsonDocument();
    for (String path : paths) {
      if (!hasAncestor(path, paths)) {
        document.put(path, new BsonInt32(1));
      }
    }
    boolean identity = paths.stream().anyMatch(p -> p.equals("_id") || p.startsWith("_id."));
    if (document.isEmpty()) {
      document.put("_id", new BsonInt32(1));
    } else if (!identity) {
      document.put("_id", new BsonInt32(0));
    }
    return document;
  }

  private static void collect(
      Map<String, Column> columns,
      Projection projection,
      List<String> prefixes,
      Set<String> paths) {
    for (Projection.Item item : projection.items()) {
      Column column = columns.get(item.field());
      if (column == null) {
        throw new IllegalArgumentException("no field " + item.field());
      }
      List<String> places = MongoField.extended(prefixes, column.names());
      Projection nested = item.nested();
      if (nested == null || nested.items().isEmpty()) {
        paths.addAll(places);
      } else {
        collect(column.nested(), nested, places, paths);
      }
    }
  }

  private static boolean hasAncestor(String path, Set<String> paths) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (paths.contains(path.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }
}
