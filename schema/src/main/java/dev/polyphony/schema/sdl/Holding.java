package dev.polyphony.schema.sdl;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.FieldDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields one mapping of a type holds, and what is said of them there.
///
/// @param keys the fields of its keys, which it always holds
record Holding(String store, String from, Place place, Set<String> keys) {
  /// Where it stands among the mappings of its type.
  enum Place {
    /// It holds all fields that do not name another mapping alone.
    PRIMARY,
    /// In the primary one's store: it holds every field.
    BESIDE,
    /// It holds the fields that name it.
    ELSEWHERE
  }

  Holding {
    keys = Set.copyOf(keys);
  }

  /// A source that holds every field, under one name each.
  static Holding plain(String store) {
    return new Holding(store, "", Place.PRIMARY, Set.of());
  }

  /// Whether `in` of a directive means this mapping.
  boolean isNamed(@Nullable String in) {
    return in != null && (in.equals(store) || in.equals(store + "." + from));
  }

  /// The `@column` that counts here: one that names this mapping, else one that names none.
  @Nullable Directive column(DirectivesContainer<?> node) {
    Directive general = null;
    for (Directive column : node.getDirectives("column")) {
      String in = Sdl.text(column, "in");
      if (isNamed(in)) {
        return column;
      }
      if (in == null) {
        general = column;
      }
    }
    return general;
  }

  boolean holds(FieldDefinition field) {
    List<Directive> columns = field.getDirectives("column");
    boolean named = columns.stream().anyMatch(one -> isNamed(Sdl.text(one, "in")));
    boolean onlyElsewhere =
        !columns.isEmpty() && columns.stream().allMatch(one -> Sdl.text(one, "in") != null);
    return named
        || keys.contains(field.getName())
        || place == Place.BESIDE
        || (place == Place.PRIMARY && !onlyElsewhere);
  }
}
