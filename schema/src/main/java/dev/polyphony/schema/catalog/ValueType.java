package dev.polyphony.schema.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/// The type of a value: as the gateway holds it (logical) or as a store holds it (stored).
///
/// The Java class is what cells, keys and conditions carry. `ID` and `String` are [#TEXT]; an `ID`
/// may be stored as INT, LONG, UUID or OBJECT_ID.
public enum ValueType {
  BOOLEAN(Boolean.class),
  INT(Integer.class),
  LONG(Long.class),
  DOUBLE(Double.class),
  BIG_INTEGER(BigInteger.class),
  /// Exact, with its scale.
  DECIMAL(BigDecimal.class),
  /// Without lone surrogates.
  TEXT(String.class),
  UUID(java.util.UUID.class),
  BYTES(byte[].class),
  DATE(LocalDate.class),
  TIME(LocalTime.class),
  LOCAL_DATE_TIME(LocalDateTime.class),
  /// A point in time; leaves as UTC.
  DATE_TIME(Instant.class),
  /// Maps, lists, texts, numbers, Booleans and nulls.
  JSON(Object.class),
  /// Only as a stored type: 24 hexadecimal digits in a String.
  OBJECT_ID(String.class);

  private final Class<?> javaType;

  ValueType(Class<?> javaType) {
    this.javaType = javaType;
  }

  public Class<?> javaType() {
    return javaType;
  }
}
