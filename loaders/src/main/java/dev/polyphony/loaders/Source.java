package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;

/// Where the rows of a query come from.
public sealed interface Source {
  Mapping mapping();

  /// All rows of a mapping: the answer has one ordinal.
  record All(Mapping mapping) implements Source {}

  /// The rows whose `remote` fields equal a parent's values: the answer has an ordinal per parent.
  /// A remote field that holds a list matches when one of its elements does.
  record Related(Mapping mapping, List<FieldPath> remote, KeyBatch parents) implements Source {
    public Related {
      remote = List.copyOf(remote);
      if (remote.size() != parents.width()) {
        throw new IllegalArgumentException("parents of " + parents.width() + " for " + remote);
      }
    }
  }

  /// The edges of the vertices whose key equals a parent's values: the answer has an ordinal per
  /// parent. A parent without a vertex has no edges.
  record Edges(Relationship relationship, KeyBatch parents) implements Source {
    public Edges {
      if (relationship.near().key().size() != parents.width()) {
        throw new IllegalArgumentException(
            "parents of " + parents.width() + " for " + relationship.near().key());
      }
    }

    /// The edges' own.
    @Override
    public Mapping mapping() {
      return relationship.edge();
    }
  }
}
