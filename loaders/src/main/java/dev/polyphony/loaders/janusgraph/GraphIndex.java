package dev.polyphony.loaders.janusgraph;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.P;

/// A composite index by which a request finds its vertices, so that never a whole graph is read.
///
/// @param label the vertices'
/// @param properties all of the index
/// @param sample of each property one value that is asked for
record GraphIndex(String label, List<String> properties, List<Object> sample) {
  /// The fields of each index that a mapping declares, the primary key's first.
  static List<List<FieldPath>> declared(Mapping mapping) {
    List<List<FieldPath>> declared = new ArrayList<>();
    declared.add(mapping.key());
    declared.addAll(mapping.uniqueKeys());
    mapping.indexes().stream().map(Index::fields).forEach(declared::add);
    return declared;
  }

  /// The widest index whose fields are all bound.
  ///
  /// @param bound of each field that equals one of some values, one such value
  static GraphIndex over(Mapping mapping, Map<FieldPath, Object> bound) {
    List<FieldPath> widest = List.of();
    for (List<FieldPath> fields : declared(mapping)) {
      if (fields.size() > widest.size() && bound.keySet().containsAll(fields)) {
        widest = fields;
      }
    }
    if (widest.isEmpty()) {
      throw JanusGraphErrors.unsupported(
          "find %s by %s without an index over it".formatted(mapping.from(), bound.keySet()));
    }
    List<String> properties = new ArrayList<>();
    List<Object> sample = new ArrayList<>();
    for (FieldPath field : widest) {
      Object value = bound.get(field);
      if (value != null) {
        properties.add(mapping.column(field).name());
        sample.add(value);
      }
    }
    return new GraphIndex(mapping.from(), properties, sample);
  }

  /// What tells it from others.
  String name() {
    return label + properties;
  }

  /// Asks the server how it would find a vertex.
  Gremlin profile() {
    Gremlin profile = Gremlin.of("V").step("hasLabel", label);
    for (int i = 0; i < properties.size(); i++) {
      profile.step("has", properties.get(i), P.eq(sample.get(i)));
    }
    return profile.step("limit", 1L).step("profile");
  }
}
