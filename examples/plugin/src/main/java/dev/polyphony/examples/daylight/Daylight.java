package dev.polyphony.examples.daylight;

import dev.polyphony.schema.plugin.Batch;
import dev.polyphony.schema.plugin.BatchResolver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long the day is, by Cooper's formula: within some minutes.
public final class Daylight implements BatchResolver {
  @Override
  public String name() {
    return "daylight";
  }

  @Override
  public List<? extends @Nullable Object> resolve(Batch batch) {
    LocalDate day = (LocalDate) Objects.requireNonNull(batch.arguments().get("day"));
    double declination = declination(day);
    List<Map<String, Object>> values = new ArrayList<>();
    for (Map<String, Object> airport : batch.parents()) {
      double latitude = (Double) Objects.requireNonNull(airport.get("latitude"));
      values.add(daylight(Math.toRadians(latitude), declination));
    }
    return values;
  }

  private static double declination(LocalDate day) {
    return Math.toRadians(23.45) * Math.sin(2 * Math.PI * (284 + day.getDayOfYear()) / 365);
  }

  /// Angles in radians.
  private static Map<String, Object> daylight(double latitude, double declination) {
    double cosine = -Math.tan(latitude) * Math.tan(declination);
    double hours = 24 / Math.PI * Math.acos(Math.clamp(cosine, -1, 1));
    double noon = 90 - Math.toDegrees(Math.abs(latitude - declination));
    return Map.of("hours", rounded(hours), "noonAltitude", rounded(noon));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
