package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.access.AccessRule;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.FieldAccess;
import graphql.language.Argument;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the caller for whom a plan is made may not see.
///
/// @param held those of the rules that hold for the caller
record Restrictions(AccessRules rules, Set<AccessRule> held) {
  /// What stands in the place of a field that is denied, or that is filtered by one; null when it
  /// is neither. No store is asked for it.
  Slot.@Nullable Failed denied(Planner.Place place) {
    FieldAccess access = rules.of(place.type(), place.definition().getName());
    if (!held.containsAll(access.rules())) {
      return failed(place, "Not allowed to see " + place.coordinates());
    }
    for (Argument argument : place.merged().getFirst().getArguments()) {
      if (!held.containsAll(access.of(argument.getName()))) {
        return failed(
            place, "Not allowed to filter " + place.coordinates() + " by " + argument.getName());
      }
    }
    return null;
  }

  /// The cursors of a list hold the values that it is ordered by.
  ///
  /// @param list the list's coordinates
  Slot.@Nullable Failed deniedCursor(Planner.Place place, @Nullable String list) {
    int dot = list == null ? -1 : list.indexOf('.');
    return list == null
            || held.containsAll(rules.of(list.substring(0, dot), list.substring(dot + 1)).order())
        ? null
        : failed(place, "Not allowed to see what " + list + " is ordered by");
  }

  private static Slot.Failed failed(Planner.Place place, String message) {
    return new Slot.Failed(
        place.key(), place.nonNull(), FieldError.of(ErrorCode.FORBIDDEN, message));
  }
}
