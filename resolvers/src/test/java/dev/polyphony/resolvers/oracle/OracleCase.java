package dev.polyphony.resolvers.oracle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One generated request and the outage that it meets.
///
/// @param cursors variables that take a cursor in a second round, and the coordinates of the field
///   that they are for; left out in the first round
/// @param claims of the caller
/// @param features what the generator put in
record OracleCase(
    String document,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    Map<String, String> cursors,
    Outage outage,
    Map<String, Object> claims,
    Set<Feature> features) {
  /// What must occur often enough.
  enum Feature {
    ALIAS,
    MERGED_FIELD,
    FRAGMENT,
    SKIP_INCLUDE,
    VARIABLE,
    FAILING_STORE,
    PROPAGATED_NULL,
    CAP,
    WHERE,
    ORDER,
    PAGE,
    ABSTRACT,
    EXPRESSION
  }

  OracleCase {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    cursors = Collections.unmodifiableMap(new LinkedHashMap<>(cursors));
    features = Set.copyOf(features);
  }

  OracleCase withDocument(String shorter) {
    return new OracleCase(shorter, operationName, variables, cursors, outage, claims, features);
  }
}
