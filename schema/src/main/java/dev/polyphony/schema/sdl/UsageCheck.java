package dev.polyphony.schema.sdl;

import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks what types are used as: directives of entities on other types, and types that nothing
/// refers to.
final class UsageCheck {
  static final Set<String> ROOTS = Set.of("Query", "Subscription");
  private static final String CONNECTION = "Connection";

  private final Reading reading;

  UsageCheck(Reading reading) {
    this.reading = reading;
  }

  void check() {
    Set<String> used = new HashSet<>(List.of("Query", "Mutation", "Subscription", "PageInfo"));
    for (SourceType type : reading.types().values()) {
      type.fields().values().forEach(field -> use(used, field));
      entityDirectives(type);
    }
    for (AbstractSource type : reading.abstracts().values()) {
      type.type().fields().values().forEach(field -> use(used, field));
      if (used.contains(type.name())) {
        used.addAll(type.members());
      } else if (!isServed(type, used)) {
        unused(type.name(), type.type().location());
      }
    }
    for (SourceType type : reading.types().values()) {
      if (!type.isEntity() && !used.contains(type.name())) {
        unused(type.name(), type.location());
      }
    }
    for (EnumTypeDefinition type : reading.enums().values()) {
      if (!used.contains(type.getName())) {
        unused(type.getName(), Sdl.location(type));
      }
    }
  }

  /// An interface is served where a member is; one without members is reported elsewhere.
  private boolean isServed(AbstractSource type, Set<String> used) {
    return type.members().isEmpty()
        || (!type.union()
            && type.members().stream()
                .anyMatch(member -> used.contains(member) || reading.isEntity(member)));
  }

  private static void use(Set<String> used, FieldDefinition field) {
    String name = Sdl.name(field.getType());
    used.add(name);
    if (name.endsWith(CONNECTION)) {
      // A connection of it, which may be generated.
      used.add(name.substring(0, name.length() - CONNECTION.length()));
    }
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      used.add(Sdl.name(argument.getType()));
    }
  }

  private void unused(String name, dev.polyphony.schema.problems.Location location) {
    reading
        .problems()
        .warning(
            "UNUSED_TYPE",
            location,
            name + " is the type of no field, so it is not served",
            "Refer to it, bind it by @entity, or remove it");
  }

  private void entityDirectives(SourceType type) {
    if (ROOTS.contains(type.name()) && type.isEntity()) {
      reading
          .problems()
          .error(
              "ROOT_AS_ENTITY",
              Sdl.location(type.directives("entity").getFirst()),
              type.name() + " is the root of operations and cannot be stored",
              "Remove @entity from it");
    }
    for (Directive directive : type.directives()) {
      boolean ofEntity = directive.getName().equals("key") || directive.getName().equals("index");
      if (ofEntity && !type.isEntity()) {
        reading
            .problems()
            .error(
                "NO_ENTITY",
                Sdl.location(directive),
                type.name() + " has @" + directive.getName() + " but is no entity",
                "Write @entity on it, or move the directive to the entity that embeds it, such as "
                    + "`@index(fields: [\"position.lat\"])`");
      }
    }
  }
}
