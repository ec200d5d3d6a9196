package dev.polyphony.gateway.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The two media types of GraphQL over HTTP.
enum AnswerType {
  /// Its status says whether the operation was executed.
  GRAPHQL_RESPONSE("application/graphql-response+json"),
  /// Its status is 200 for every well-formed request.
  JSON("application/json");

  private final String name;
  private final String header;

  AnswerType(String name) {
    this.name = name;
    this.header = name + "; charset=utf-8";
  }

  /// The value of `Content-Type`.
  String header() {
    return header;
  }

  /// The type that the client prefers; null when it accepts neither. Clients that name none, or
  /// only wildcards, are those of old: they get JSON.
  static @Nullable AnswerType negotiate(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    Preference response = Preference.of(GRAPHQL_RESPONSE, accept);
    Preference json = Preference.of(JSON, accept);
    if (response.quality <= 0 && json.quality <= 0) {
      return null;
    }
    int byQuality = Double.compare(response.quality, json.quality);
    if (byQuality != 0) {
      return byQuality > 0 ? GRAPHQL_RESPONSE : JSON;
    }
    return response.specificity >= json.specificity && response.specificity == Preference.EXACT
        ? GRAPHQL_RESPONSE
        : JSON;
  }

  /// What the most specific range that matches says.
  private record Preference(int specificity, double quality) {
    private static final int EXACT = 3;

    static Preference of(AnswerType type, String accept) {
      Preference best = new Preference(0, 0);
      for (String range : accept.split(",")) {
        String[] parts = range.split(";");
        int specificity = specificity(type, parts[0].strip().toLowerCase(Locale.ROOT));
        if (specificity > best.specificity) {
          best = new Preference(specificity, quality(parts));
        }
      }
      return best;
    }

    private static int specificity(AnswerType type, String range) {
      if (range.equals(type.name)) {
        return EXACT;
      }
      return switch (range) {
        case "application/*" -> 2;
        case "*/*" -> 1;
        default -> 0;
      };
    }

    private static double quality(String[] parts) {
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
        if (parameter.startsWith("q=")) {
          try {
            return Double.parseDouble(parameter.substring(2));
          } catch (NumberFormatException _) {
            return 0;
          }
        }
      }
      return 1;
    }
  }
}
