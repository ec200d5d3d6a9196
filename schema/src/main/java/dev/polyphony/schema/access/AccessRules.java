package dev.polyphony.schema.access;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may see which field, of the whole schema.
///
/// @param fields by type and field name; empty when nothing is restricted
public record AccessRules(Map<String, Map<String, FieldAccess>> fields) {
  public static final AccessRules NONE = new AccessRules(Map.of());

  public AccessRules {
    fields = Map.copyOf(fields);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  public FieldAccess of(String type, String field) {
    Map<String, FieldAccess> known = fields.get(type);
    return known == null ? FieldAccess.OPEN : known.getOrDefault(field, FieldAccess.OPEN);
  }

  /// Whether the caller may see a field, and everything on the way to it. Whoever may not see it
  /// may not filter or order by it either.
  ///
  /// @param path from the type on, through joins and embedded objects
  public boolean allows(Identity identity, String type, FieldPath path) {
    @Nullable String owner = type;
    for (String segment : path.segments()) {
      if (owner == null || isEmpty()) {
        return true;
      }
      FieldAccess access = of(owner, segment);
      if (!hold(access.rules(), identity)) {
        return false;
      }
      owner = access.leadsTo();
    }
    return true;
  }

  private static boolean hold(Collection<AccessRule> rules, Identity identity) {
    return rules.stream().allMatch(rule -> rule.holds(identity));
  }
}
