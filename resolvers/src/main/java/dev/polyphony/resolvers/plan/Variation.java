package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.access.AccessRule;
import java.util.Map;
import java.util.Set;

/// What of a request decides about the plan of its operation.
///
/// @param flags the values of the Boolean variables in `@skip` and `@include`
/// @param held the rules that hold for the caller, of those that the operation touches
public record Variation(Map<String, Boolean> flags, Set<AccessRule> held) {
  public Variation {
    flags = Map.copyOf(flags);
    held = Set.copyOf(held);
  }
}
