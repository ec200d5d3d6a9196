package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of the values that a native statement takes and gives beside the columns of its rows.
final class NativeColumns {
  private NativeColumns() {}

  /// A value of a type of the SDL, as the store holds it by convention.
  static Column of(
      Reading reading, StoreDeclaration store, String name, Type<?> type, Location location) {
    String named = Sdl.name(type);
    ValueType logical = Scalars.logical(named);
    ValueType stored = named.equals("ID") ? store.id() : logical == null ? ValueType.TEXT : logical;
    return new Column(
        name,
        List.of(storedName(store, name)),
        logical == null ? ValueType.TEXT : logical,
        held(store, stored),
        Sdl.isList(type),
        !Sdl.isNonNull(type),
        enumNames(reading.enums().get(named), store.name()),
        Map.of(),
        location);
  }

  private static Map<String, String> enumNames(@Nullable EnumTypeDefinition type, String store) {
    Map<String, String> names = new LinkedHashMap<>();
    if (type != null) {
      for (EnumValueDefinition value : type.getEnumValueDefinitions()) {
        List<String> written = Sdl.texts(Holding.plain(store).column(value), "name");
        names.put(value.getName(), written.isEmpty() ? value.getName() : written.getFirst());
      }
    }
    return names;
  }

  static Column text(String name, Location location) {
    return new Column(
        name,
        List.of(name),
        ValueType.TEXT,
        ValueType.TEXT,
        false,
        true,
        Map.of(),
        Map.of(),
        location);
  }

  /// A value of a parent's row, as the store that is asked takes it: in its own type where it can
  /// hold that.
  static Column bound(Column local, StoreDeclaration store) {
    ValueType type = local.type() == ValueType.TEXT ? local.stored() : local.type();
    return new Column(
        local.field(),
        local.names(),
        local.type(),
        store.rules().types().contains(local.stored()) ? local.stored() : held(store, type),
        false,
        local.nullable(),
        local.enumNames(),
        Map.of(),
        local.location());
  }

  /// The same value under the name of a column of the answer.
  static Column named(StoreDeclaration store, String name, Column column) {
    return new Column(
        name,
        List.of(storedName(store, name)),
        column.type(),
        column.stored(),
        false,
        true,
        column.enumNames(),
        Map.of(),
        column.location());
  }

  private static String storedName(StoreDeclaration store, String name) {
    return store.snakeCase() ? Naming.snakeCase(name) : name;
  }

  private static ValueType held(StoreDeclaration store, ValueType type) {
    return store.rules().types().contains(type) ? type : ValueType.TEXT;
  }
}
