package dev.polyphony.schema.sdl;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names on both sides of a join, as written or by convention.
///
/// @param problem what is missing, or null
record JoinSides(List<String> local, List<String> remote, @Nullable String problem) {

  static JoinSides of(Reading reading, SourceType owner, FieldDefinition field, String target) {
    Directive join = Sdl.directive(field, "join");
    List<String> using = Sdl.texts(join, "using");
    List<Map<String, String>> on = Sdl.objects(join, "on");
    if (!using.isEmpty() && !on.isEmpty()) {
      return new JoinSides(List.of(), List.of(), "`on` and `using` exclude each other");
    }
    if (!using.isEmpty()) {
      return new JoinSides(using, using, null);
    }
    List<String> ownKey = key(reading, owner.name());
    List<String> targetKey = key(reading, target);
    if (on.isEmpty()) {
      return keyToKey(owner, ownKey, targetKey);
    }
    List<String> local = new ArrayList<>();
    List<String> remote = new ArrayList<>();
    for (Map<String, String> pair : on) {
      String left = pair.get("local");
      String right = pair.get("remote");
      String ownSide = left != null ? left : missing(ownKey, right);
      String targetSide = right != null ? right : missing(targetKey, left);
      if (ownSide == null || targetSide == null) {
        return new JoinSides(
            List.of(), List.of(), "it is not clear which field of a composite key is meant");
      }
      local.add(ownSide);
      remote.add(targetSide);
    }
    return new JoinSides(local, remote, null);
  }

  private static JoinSides keyToKey(SourceType owner, List<String> ownKey, List<String> targetKey) {
    if (ownKey.isEmpty()) {
      return new JoinSides(
          List.of(), List.of(), owner.name() + " lies inside a row and has no key of its own");
    }
    if (ownKey.size() == 1 && targetKey.size() == 1) {
      return new JoinSides(ownKey, targetKey, null);
    }
    if (owner.fields().keySet().containsAll(targetKey)) {
      return new JoinSides(targetKey, targetKey, null);
    }
    return new JoinSides(List.of(), List.of(), "the keys of both types do not pair up by name");
  }

  /// The side that was left out: the type's only key field, or of a composite key the field of the
  /// other side's name.
  private static @Nullable String missing(List<String> key, @Nullable String otherSide) {
    if (key.size() == 1) {
      return key.getFirst();
    }
    return otherSide != null && key.contains(otherSide) ? otherSide : null;
  }

  static List<String> key(Reading reading, String type) {
    SourceType source = reading.types().get(type);
    return source == null || !source.isEntity()
        ? List.of()
        : Sdl.texts(source.directives("entity").getFirst(), "key");
  }
}
