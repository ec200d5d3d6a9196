package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.Set;

/// Checks interfaces and unions: their members are there, and have what they promise.
final class AbstractCheck {
  /// What may be said of an interface's field; where it comes from is said of the members' fields.
  private static final Set<String> ADMITTED =
      Set.of("inaccessible", "deprecated", "authenticated", "requiresScopes");

  private final Reading reading;

  AbstractCheck(Reading reading) {
    this.reading = reading;
  }

  void check() {
    for (AbstractSource type : reading.abstracts().values()) {
      members(type);
      type.type().fields().values().forEach(field -> directives(type, field));
      implemented(type.type());
    }
    for (SourceType type : reading.types().values()) {
      implemented(type);
    }
  }

  private void members(AbstractSource type) {
    Location location = type.type().location();
    if (type.members().isEmpty()) {
      error(
          "NO_MEMBERS",
          location,
          "no type belongs to " + type.what(),
          "Write `type X implements " + type.name() + "`, or leave it out");
    }
    for (String member : type.members()) {
      if (!reading.types().containsKey(member)) {
        error(
            "UNKNOWN_MEMBER",
            location,
            type.what() + " names " + member + ", which is no object type",
            "Name object types" + Suggestions.of(member, reading.types().keySet()));
      }
    }
  }

  private void directives(AbstractSource type, FieldDefinition field) {
    for (Directive directive : field.getDirectives()) {
      if (!ADMITTED.contains(directive.getName())) {
        error(
            "MISPLACED_DIRECTIVE",
            Sdl.location(directive),
            "@" + directive.getName() + " cannot stand at a field of " + type.what(),
            "Write it at that field of each type that implements " + type.name());
      }
    }
  }

  private void implemented(SourceType type) {
    for (String name : type.interfaces()) {
      AbstractSource implemented = reading.abstracts().get(name);
      if (implemented == null || implemented.union()) {
        error(
            "UNKNOWN_INTERFACE",
            type.location(),
            type.name() + " implements " + name + ", which is no interface",
            "Define `interface " + name + "`" + Suggestions.of(name, reading.abstracts().keySet()));
        continue;
      }
      for (FieldDefinition promised : implemented.type().fields().values()) {
        promise(type, implemented, promised);
      }
    }
  }

  private void promise(SourceType type, AbstractSource implemented, FieldDefinition promised) {
    FieldDefinition field = type.fields().get(promised.getName());
    String coordinates = type.name() + "." + promised.getName();
    if (field == null) {
      error(
          "MISSING_FIELD",
          type.location(),
          coordinates + " is missing, which " + implemented.what() + " promises",
          "Write `" + promised.getName() + ": " + Sdl.print(promised.getType()) + "`");
    } else if (Sdl.has(field, "inaccessible") && !Sdl.has(promised, "inaccessible")) {
      error(
          "MISSING_FIELD",
          Sdl.location(field),
          coordinates + " is @inaccessible, but " + implemented.what() + " serves it",
          "Serve it, or mark it @inaccessible in " + implemented.name() + " too");
    }
  }

  private void error(String kind, Location location, String message, String remedy) {
    reading.problems().error(kind, location, message, remedy);
  }
}
