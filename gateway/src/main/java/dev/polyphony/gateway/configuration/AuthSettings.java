package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `auth`: how the gateway knows who asks.
///
/// @param jwt null when everybody may ask and nobody is known
public record AuthSettings(@Nullable JwtSettings jwt) {
  public static final AuthSettings OPEN = new AuthSettings(null);

  /// @param folder from where files are seen
  static AuthSettings read(@Nullable Section section, Path folder) {
    if (section == null) {
      return OPEN;
    }
    Section jwt = section.section("jwt");
    if (jwt == null && !section.keys().contains("jwt")) {
      section.requiredText("jwt");
    }
    section.finish();
    return jwt == null ? OPEN : new AuthSettings(new JwtReader(jwt, folder).read());
  }
}
