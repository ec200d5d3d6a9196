package dev.polyphony.schema.sdl;

import java.util.List;

/// An interface or a union as written, its extensions merged in.
///
/// @param type its name, directives and description; an interface's fields, none of a union
/// @param union whether it is a union
/// @param members the object types that it stands for
record AbstractSource(SourceType type, boolean union, List<String> members) {
  AbstractSource {
    members = List.copyOf(members);
  }

  String name() {
    return type.name();
  }

  String what() {
    return (union ? "the union " : "the interface ") + name();
  }
}
