package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// What a statement in the store's own language gives, in its own order. The query has no filter
  /// and no order, and its page is a first one: that many rows of each ordinal are answered at
  /// most. At the root the answer has one ordinal, else one per parent.
  ///
  /// @param values of the statement's arguments: logical ones, lists of such, or null
  /// @param parents the keys of each parent; null at the root
  record Native(
      NativeStatement statement, List<@Nullable Object> values, @Nullable KeyBatch parents)
      implements Source {
    // Written out: javac keeps the annotations of a compact constructor's parameters from others.
    public Native(
        NativeStatement statement, List<@Nullable Object> values, @Nullable KeyBatch parents) {
      this.statement = statement;
      this.values = Collections.unmodifiableList(new ArrayList<>(values));
      this.parents = parents;
      if (values.size() != statement.arguments().size()
          || (parents == null ? 0 : parents.width()) != statement.keys().size()) {
        throw new IllegalArgumentException("values do not fit " + statement.row().from());
      }
    }

    /// That of the rows.
    @Override
    public Mapping mapping() {
      return statement.row();
    }
  }
}
