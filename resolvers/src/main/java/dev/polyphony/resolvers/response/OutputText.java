package dev.polyphony.resolvers.response;

import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// The text of values that leave as text but are held as something else.
final class OutputText {
  private OutputText() {}

  static String of(ValueType type, Object value) {
    return switch (type) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
      case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((LocalTime) value);
      case LOCAL_DATE_TIME -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) value);
      default -> value.toString();
    };
  }
}
