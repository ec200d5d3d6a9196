package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the stored fields of a type: columns, and embedded objects with theirs.
final class ColumnReader {
  private static final int DEPTH = 12;

  private final Reading reading;
  private final StoreDeclaration store;
  private final Map<String, ValueType> keyTypes;
  private final Holding holding;

  /// Fields are read with the embedded types that they lie in, from the outside in: empty for the
  /// entity's own.
  ///
  /// @param keyTypes the stored types that `ID` fields take from the key that they join to, by
  ///   coordinates such as `Airport.countryCode`
  ColumnReader(
      Reading reading, StoreDeclaration store, Map<String, ValueType> keyTypes, Holding holding) {
    this.holding = holding;
    this.reading = reading;
    this.store = store;
    this.keyTypes = keyTypes;
  }

  Map<String, Column> columns(SourceType type) {
    return columns(type, List.of());
  }

  private Map<String, Column> columns(SourceType type, List<String> inside) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (FieldDefinition field : type.fields().values()) {
      boolean held = isStored(field) && (!inside.isEmpty() || holding.holds(field));
      Column column = held ? column(type, field, inside) : null;
      if (column != null) {
        columns.put(field.getName(), column);
      }
    }
    return columns;
  }

  /// Whether the field is of the row itself and leads nowhere.
  static boolean isStored(FieldDefinition field) {
    return !Sdl.has(field, "join")
        && !Sdl.has(field, "relationship")
        && !NativeReader.isNative(field)
        && !Sdl.has(field, "value")
        && !ResolveReader.isResolved(field)
        && !RelationshipReader.isEnd(field)
        && !Sdl.has(field, "lookup")
        && !Sdl.has(field, "lookupMany")
        && !Sdl.has(field, "list")
        && !StreamReader.isStream(field);
  }

  private @Nullable Column column(SourceType owner, FieldDefinition field, List<String> inside) {
    Type<?> element = Sdl.element(field.getType());
    String coordinates = Sdl.coordinates(owner, field);
    if (element != null && Sdl.isList(element)) {
      reading
          .problems()
          .error(
              "NESTED_LIST",
              Sdl.location(field),
              coordinates + " is a list of lists",
              "Use a list, or the scalar JSON");
      return null;
    }
    if (!field.getInputValueDefinitions().isEmpty()) {
      reading
          .problems()
          .error(
              "ARGUMENT_ON_COLUMN",
              Sdl.location(field),
              coordinates + " is stored in its own row and takes no arguments",
              "Remove the arguments, or say where it leads with @join");
    }
    String type = Sdl.name(field.getType());
    ValueType logical = Scalars.logical(type);
    if (logical != null) {
      return value(owner, field, logical, type.equals("ID"), Map.of(), inside);
    }
    EnumTypeDefinition values = reading.enums().get(type);
    if (values != null) {
      return value(owner, field, ValueType.TEXT, false, enumNames(values), inside);
    }
    return object(owner, field, type, inside);
  }

  private @Nullable Column object(
      SourceType owner, FieldDefinition field, String type, List<String> inside) {
    String coordinates = Sdl.coordinates(owner, field);
    Location location = Sdl.location(field);
    if (reading.isEntity(type) || reading.isOfEntities(type) || Relay.isConnection(reading, type)) {
      reading
          .problems()
          .error(
              "MISSING_JOIN",
              location,
              coordinates + " leads to " + type + ", but nothing says how",
              "Write @join, and with `on: {local, remote}` which fields pair up");
      return null;
    }
    AbstractSource several = reading.abstracts().get(type);
    if (several != null) {
      reading
          .problems()
          .error(
              "ABSTRACT_NOT_EMBEDDED",
              location,
              coordinates + " embeds " + several.what() + ", and nothing tells its types apart",
              "Let it be JSON, or write a field for each type");
      return null;
    }
    SourceType embedded = reading.types().get(type);
    if (embedded == null) {
      reading
          .problems()
          .error(
              "UNKNOWN_TYPE",
              location,
              coordinates + " has the type " + type + ", which does not exist",
              "Define it" + Suggestions.of(type, names()));
      return null;
    }
    if (inside.size() > DEPTH || inside.contains(type)) {
      reading
          .problems()
          .error(
              "RECURSIVE_DOCUMENT",
              location,
              coordinates + " embeds objects without end",
              "Let one of them be JSON, or an entity behind a @join");
      return null;
    }
    List<String> deeper = new java.util.ArrayList<>(inside);
    deeper.add(type);
    Map<String, Column> nested = columns(embedded, deeper);
    if (nested.isEmpty()) {
      if (!embedded.fields().isEmpty()
          && embedded.fields().values().stream().noneMatch(ColumnReader::isStored)) {
        reading
            .problems()
            .error(
                "NOTHING_EMBEDDED",
                location,
                coordinates + " embeds " + type + ", which has no stored field",
                "Give " + type + " a field that is stored, or bind it by @entity and @join to it");
      }
      return null;
    }
    return new Column(
        field.getName(),
        storedNames(field, inside),
        ValueType.JSON,
        ValueType.JSON,
        Sdl.isList(field.getType()),
        !Sdl.isNonNull(field.getType()),
        Map.of(),
        nested,
        location);
  }

  private List<String> names() {
    List<String> names = new java.util.ArrayList<>(reading.types().keySet());
    names.addAll(reading.enums().keySet());
    names.addAll(Scalars.all().keySet());
    return names;
  }

  private Column value(
      SourceType owner,
      FieldDefinition field,
      ValueType logical,
      boolean isId,
      Map<String, String> enumNames,
      List<String> inside) {
    ValueType stored = stored(owner, field, logical, isId);
    return new Column(
        field.getName(),
        storedNames(field, inside),
        logical,
        stored,
        Sdl.isList(field.getType()),
        !Sdl.isNonNull(field.getType()),
        enumNames,
        Map.of(),
        Sdl.location(field));
  }

  private ValueType stored(
      SourceType owner, FieldDefinition field, ValueType logical, boolean isId) {
    String written = Sdl.text(holding.column(field), "type");
    String coordinates = Sdl.coordinates(owner, field);
    if (written == null) {
      ValueType byConvention = isId ? keyTypes.getOrDefault(coordinates, store.id()) : logical;
      return store.rules().types().contains(byConvention) ? byConvention : ValueType.TEXT;
    }
    ValueType stored = typeOf(written);
    if (stored == null) {
      return logical;
    }
    if (!StoredForms.fits(logical, isId, stored)) {
      reading
          .problems()
          .error(
              "WRONG_STORED_TYPE",
              Sdl.location(field),
              coordinates + " cannot be stored as " + stored,
              "Use one of " + StoredForms.of(logical, isId));
      return logical;
    }
    if (stored != ValueType.TEXT && !store.rules().types().contains(stored)) {
      reading
          .problems()
          .error(
              "TYPE_NOT_HELD",
              Sdl.location(field),
              "a " + store.rules().kind() + " store does not hold " + stored + " exactly",
              "Use one of " + store.rules().types());
    }
    return stored;
  }

  private static @Nullable ValueType typeOf(String name) {
    for (ValueType type : ValueType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    // The check of the directive's arguments has said so.
    return null;
  }

  private List<String> storedNames(FieldDefinition field, List<String> inside) {
    if (StreamReader.isCursor(field)) {
      return List.of(EventStream.CURSOR);
    }
    Directive column = holding.column(field);
    List<String> names = Sdl.texts(column, "name");
    for (String name : names) {
      if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
        reading
            .problems()
            .error(
                "EMPTY_NAME",
                Sdl.location(field),
                "a stored name of " + field.getName() + " has an empty part",
                "Write `name: \"a\"` or `name: \"a.b\"`");
        return List.of(field.getName());
      }
    }
    if (!names.isEmpty()) {
      return names;
    }
    boolean inDocument = !inside.isEmpty();
    return List.of(
        store.snakeCase() && !inDocument ? Naming.snakeCase(field.getName()) : field.getName());
  }

  private Map<String, String> enumNames(EnumTypeDefinition type) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> taken = new HashMap<>();
    for (EnumValueDefinition value : type.getEnumValueDefinitions()) {
      List<String> written = Sdl.texts(holding.column(value), "name");
      String stored = written.isEmpty() ? value.getName() : written.getFirst();
      String other = taken.putIfAbsent(stored, value.getName());
      if (other != null && !other.equals(value.getName())) {
        reading
            .problems()
            .error(
                "DUPLICATE_ENUM_NAME",
                Sdl.location(value),
                type.getName()
                    + "."
                    + value.getName()
                    + " is stored like "
                    + other
                    + ": `"
                    + stored
                    + "`",
                "Give each value a name of its own");
      }
      names.put(value.getName(), stored);
    }
    return names;
  }
}
