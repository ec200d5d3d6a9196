package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How `ID` fields that refer to a key are stored: as that key is, unless they say otherwise.
final class KeyTypes {
  private final Reading reading;
  private final Map<String, ValueType> types = new HashMap<>();

  private KeyTypes(Reading reading) {
    this.reading = reading;
  }

  /// By coordinates, such as `Airport.countryCode`.
  static Map<String, ValueType> of(Reading reading) {
    KeyTypes found = new KeyTypes(reading);
    for (SourceType type : reading.types().values()) {
      type.fields().values().forEach(field -> found.add(type, field));
    }
    return found.types;
  }

  private void add(SourceType owner, FieldDefinition field) {
    Directive join = Sdl.directive(field, "join");
    if (join == null || Sdl.text(join, "path") != null) {
      return;
    }
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    reading.concrete(node == null ? named : node).forEach(target -> add(owner, field, target));
  }

  private void add(SourceType owner, FieldDefinition field, String target) {
    if (!reading.isEntity(target)) {
      return;
    }
    JoinSides sides = JoinSides.of(reading, owner, field, target);
    for (int i = 0; i < sides.local().size(); i++) {
      String local = sides.local().get(i);
      String remote = sides.remote().get(i);
      if (JoinSides.key(reading, target).contains(remote)) {
        take(owner.name(), local, target, remote);
      } else if (JoinSides.key(reading, owner.name()).contains(local)) {
        take(target, remote, owner.name(), local);
      }
    }
  }

  private void take(String type, String field, String keyType, String keyField) {
    ValueType stored = storedKey(keyType, keyField);
    if (stored != null && !isKey(type, field)) {
      types.putIfAbsent(type + "." + field, stored);
    }
  }

  private boolean isKey(String type, String field) {
    return JoinSides.key(reading, type).contains(field);
  }

  private @Nullable ValueType storedKey(String type, String field) {
    SourceType source = reading.types().get(type);
    FieldDefinition definition = source == null ? null : source.fields().get(field);
    if (source == null || definition == null || !Sdl.name(definition.getType()).equals("ID")) {
      return null;
    }
    String written = Sdl.text(Sdl.directive(definition, "column"), "type");
    if (written != null) {
      for (ValueType one : ValueType.values()) {
        if (one.name().equals(written)) {
          return one;
        }
      }
    }
    String store = Sdl.text(source.directives("entity").getFirst(), "store");
    StoreDeclaration declaration = reading.stores().get(store == null ? "" : store);
    return declaration == null ? null : declaration.id();
  }
}
