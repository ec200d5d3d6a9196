package dev.polyphony.schema.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may see one field. Of each set of rules all must hold.
///
/// @param rules of the field, of its own type, of the type that it leads to, and of what it is
///   reached through or looked up by
/// @param leadsTo the type of the objects that it leads to; null for a value
/// @param arguments of those arguments that compare with a restricted field: its rules
/// @param order the rules of the fields that the list is ordered by, whose values cursors hold
public record FieldAccess(
    Set<AccessRule> rules,
    @Nullable String leadsTo,
    Map<String, Set<AccessRule>> arguments,
    Set<AccessRule> order) {
  static final FieldAccess OPEN = new FieldAccess(Set.of(), null, Map.of(), Set.of());

  public FieldAccess {
    rules = Set.copyOf(rules);
    arguments = Map.copyOf(arguments);
    order = Set.copyOf(order);
  }

  /// The rules of an argument.
  public Set<AccessRule> of(String argument) {
    return arguments.getOrDefault(argument, Set.of());
  }
}
