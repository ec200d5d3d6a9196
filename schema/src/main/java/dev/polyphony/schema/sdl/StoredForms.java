package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.ValueType;
import java.util.EnumSet;
import java.util.Set;

/// The stored types that a logical type may take.
final class StoredForms {
  private StoredForms() {}

  static boolean fits(ValueType logical, boolean isId, ValueType stored) {
    return of(logical, isId).contains(stored);
  }

  static Set<ValueType> of(ValueType logical, boolean isId) {
    return switch (logical) {
      case TEXT ->
          isId
              ? EnumSet.of(
                  ValueType.TEXT,
                  ValueType.INT,
                  ValueType.LONG,
                  ValueType.UUID,
                  ValueType.OBJECT_ID)
              : EnumSet.of(ValueType.TEXT);
      case INT -> EnumSet.of(ValueType.INT, ValueType.LONG);
      case LONG -> EnumSet.of(ValueType.LONG, ValueType.INT);
      case BIG_INTEGER -> EnumSet.of(ValueType.BIG_INTEGER, ValueType.DECIMAL, ValueType.TEXT);
      case DECIMAL -> EnumSet.of(ValueType.DECIMAL, ValueType.TEXT);
      case UUID -> EnumSet.of(ValueType.UUID, ValueType.TEXT);
      case DATE -> EnumSet.of(ValueType.DATE, ValueType.TEXT, ValueType.DATE_TIME);
      case TIME -> EnumSet.of(ValueType.TIME, ValueType.TEXT);
      case LOCAL_DATE_TIME ->
          EnumSet.of(ValueType.LOCAL_DATE_TIME, ValueType.TEXT, ValueType.DATE_TIME);
      case DATE_TIME -> EnumSet.of(ValueType.DATE_TIME, ValueType.TEXT);
      case BOOLEAN, DOUBLE, BYTES, JSON, OBJECT_ID -> EnumSet.of(logical);
    };
  }
}
