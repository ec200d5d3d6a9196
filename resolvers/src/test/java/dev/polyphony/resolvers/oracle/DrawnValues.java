package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Draws values from the data: mostly ones that occur, some that do not, few that cannot be.
final class DrawnValues {
  private final Catalog catalog;
  private final Map<String, List<NaiveRow>> entities;
  private final CaseDraft draft;

  DrawnValues(Catalog catalog, Map<String, List<NaiveRow>> entities, CaseDraft draft) {
    this.catalog = catalog;
    this.entities = entities;
    this.draft = draft;
  }

  Object of(String entity, FieldPath field) {
    return of(catalog.entity(entity).primary().mapping(), field);
  }

  Object of(Mapping mapping, FieldPath field) {
    String entity = mapping.entity();
    Object value = stored(row(entity), field);
    for (int i = 0; i < 20 && value == Bad.VALUE; i++) {
      value = stored(row(entity), field);
    }
    boolean free = mapping.column(field).enumNames().isEmpty();
    return free && draft.chance(0.12) ? changed(value) : value;
  }

  /// The key of a row, or one with a part of another.
  Map<String, Object> key(String entity, List<FieldPath> fields) {
    NaiveRow row = row(entity);
    Map<String, Object> key = new LinkedHashMap<>();
    for (FieldPath field : fields) {
      key.put(field.last(), draft.chance(0.8) ? stored(row, field) : of(entity, field));
    }
    return key;
  }

  private NaiveRow row(String entity) {
    return draft.one(Objects.requireNonNull(entities.get(entity)));
  }

  private Object stored(NaiveRow row, FieldPath field) {
    List<Object> values = NaiveValues.at(row.values(), field);
    return values.isEmpty() ? Bad.VALUE : draft.one(values);
  }

  private Object changed(Object value) {
    return switch (value) {
      case String text ->
          switch (draft.random.nextInt(4)) {
            case 0 -> text + "'";
            case 1 -> "00" + text;
            case 2 -> "{\"$ne\": 1}";
            default -> "12345678";
          };
      case Integer number -> number + 1000;
      default -> value;
    };
  }
}
