package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Section;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `server.cors`: which other origins' pages may ask.
///
/// @param origins `scheme://host[:port]`, or `*` alone for all; none turns it off
/// @param headers that requests may carry beside the usual ones
/// @param credentials whether pages may send cookies
/// @param maxAge how long a browser may remember the permission
public record CorsSettings(
    Set<String> origins, List<String> headers, boolean credentials, Duration maxAge) {
  public static final CorsSettings NONE =
      new CorsSettings(Set.of(), List.of(), false, Duration.ofHours(1));

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:[0-9]{1,5})?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

  public CorsSettings {
    origins = Set.copyOf(origins);
    headers = List.copyOf(headers);
  }

  public boolean all() {
    return origins.contains("*");
  }

  static CorsSettings read(@Nullable Section section) {
    if (section == null) {
      return NONE;
    }
    List<String> origins = section.texts("origins");
    for (String origin : origins) {
      if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
        section.wrong(
            "origins",
            "holds `" + origin + "`",
            "Write `https://host` or `https://host:port` in lower case and without a path, or `*`");
      }
    }
    List<String> headers = section.texts("headers");
    for (String header : headers) {
      if (!HEADER.matcher(header).matches()) {
        section.wrong("headers", "holds `" + header + "`", "Write names of headers");
      }
    }
    boolean credentials = section.flag("credentials", false);
    if (credentials && origins.contains("*")) {
      section.wrong("credentials", "goes with every origin", "List the origins one by one");
    }
    Duration maxAge = section.duration("maxAge", NONE.maxAge);
    section.finish();
    return new CorsSettings(Set.copyOf(origins), headers, credentials, maxAge);
  }
}
