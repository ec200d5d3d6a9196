package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Location;
import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object type as written, its extensions merged in.
///
/// @param interfaces those that it implements
record SourceType(
    String name,
    Map<String, FieldDefinition> fields,
    List<String> interfaces,
    List<Directive> directives,
    @Nullable Description description,
    Location location) {
  SourceType {
    fields = new LinkedHashMap<>(fields);
    interfaces = List.copyOf(interfaces);
  }

  List<Directive> directives(String directive) {
    return directives.stream().filter(found -> found.getName().equals(directive)).toList();
  }

  boolean isEntity() {
    return !directives("entity").isEmpty();
  }
}
