package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads entities: their mapping with columns, keys, indexes and order, bound by their store's
/// rules.
final class EntityReader {
  private final Reading reading;
  private final Map<String, ValueType> keyTypes;

  EntityReader(Reading reading, Map<String, ValueType> keyTypes) {
    this.reading = reading;
    this.keyTypes = keyTypes;
  }

  /// Reads an entity into the reading; what is wrong with it becomes a problem.
  void read(SourceType type) {
    Directive directive = type.directives("entity").getFirst();
    Location location = Sdl.location(directive);
    String storeName = Sdl.text(directive, "store");
    String from = Sdl.text(directive, "from");
    if (storeName == null || from == null) {
      return;
    }
    StoreDeclaration store = reading.stores().get(storeName);
    if (store == null) {
      reading
          .problems()
          .error(
              "UNKNOWN_STORE",
              location,
              type.name() + " is stored in `" + storeName + "`, which is not configured",
              "Add it to `stores:` in the configuration"
                  + Suggestions.of(storeName, reading.stores().keySet()));
      return;
    }
    if (from.isBlank()) {
      reading
          .problems()
          .error(
              "EMPTY_NAME", location, "`from` of " + type.name() + " is empty", "Name the source");
      return;
    }
    Map<String, Column> columns = new ColumnReader(reading, store, keyTypes).columns(type);
    Mapping mapping = mapping(type, directive, store, from, columns);
    if (mapping == null) {
      return;
    }
    Capabilities capabilities = store.rules().bind(mapping, reading.problems());
    List<List<FieldPath>> keys = new ArrayList<>();
    keys.add(mapping.key());
    keys.addAll(mapping.uniqueKeys());
    for (Index index : mapping.indexes()) {
      if (index.unique()) {
        keys.add(index.fields());
      }
    }
    reading
        .entities()
        .put(
            type.name(),
            new Entity(type.name(), keys, List.of(new BoundMapping(mapping, capabilities))));
  }

  private @Nullable Mapping mapping(
      SourceType type,
      Directive directive,
      StoreDeclaration store,
      String from,
      Map<String, Column> columns) {
    Location location = Sdl.location(directive);
    List<FieldPath> key =
        fields(type, columns, Sdl.texts(directive, "key"), "the key", location, true);
    if (key.isEmpty()) {
      if (Sdl.texts(directive, "key").isEmpty()) {
        reading
            .problems()
            .error("EMPTY_KEY", location, type.name() + " has no key", "Write `key: \"id\"`");
      }
      return null;
    }
    List<List<FieldPath>> uniqueKeys = new ArrayList<>();
    for (Directive one : type.directives("key")) {
      String text = Sdl.text(one, "fields");
      List<String> names = text == null ? List.of() : List.of(text.strip().split("\\s+"));
      List<FieldPath> unique = fields(type, columns, names, "a key", Sdl.location(one), false);
      if (!unique.isEmpty()) {
        uniqueKeys.add(unique);
      }
    }
    List<Index> indexes = new ArrayList<>();
    for (Directive one : type.directives("index")) {
      Location place = Sdl.location(one);
      List<FieldPath> indexed =
          fields(type, columns, Sdl.texts(one, "fields"), "an index", place, false);
      if (!indexed.isEmpty()) {
        indexes.add(new Index(indexed, Sdl.flag(one, "unique"), place));
      }
    }
    return new Mapping(
        type.name(),
        store.name(),
        store.rules().kind(),
        from,
        key,
        uniqueKeys,
        order(type, columns, directive, key),
        indexes,
        columns,
        Storage.PLAIN,
        location);
  }

  /// Fields of a key or an index; empty when one of them does not do.
  private List<FieldPath> fields(
      SourceType type,
      Map<String, Column> columns,
      List<String> names,
      String what,
      Location location,
      boolean primary) {
    List<FieldPath> fields = new ArrayList<>();
    boolean wrong = false;
    for (String name : names) {
      Column column = find(columns, name);
      if (column == null) {
        reading
            .problems()
            .error(
                "UNKNOWN_FIELD",
                location,
                what
                    + " of "
                    + type.name()
                    + " names `"
                    + name
                    + "`, which is no stored field of it",
                "Name a field of the type" + Suggestions.of(name, columns.keySet()));
        wrong = true;
      } else if (column.isObject() || column.type() == ValueType.JSON) {
        reading
            .problems()
            .error(
                "FIELD_WITHOUT_ORDER",
                location,
                what + " of " + type.name() + " names `" + name + "`, which is an object",
                "Name a value inside it, such as `" + name + ".…`");
        wrong = true;
      } else if (primary && (column.list() || column.nullable())) {
        reading
            .problems()
            .error(
                "KEY_NOT_PLAIN",
                location,
                "the key field `" + name + "` of " + type.name() + " is a list or may be null",
                "Declare it as a single value with `!`");
        wrong = true;
      } else if (fields.contains(FieldPath.of(name))) {
        reading
            .problems()
            .error(
                "REPEATED_FIELD",
                location,
                what + " of " + type.name() + " names `" + name + "` twice",
                "Name it once");
        wrong = true;
      } else {
        fields.add(FieldPath.of(name));
      }
    }
    return wrong ? List.of() : fields;
  }

  static @Nullable Column find(Map<String, Column> columns, String dotted) {
    Map<String, Column> scope = columns;
    Column found = null;
    for (String segment : FieldPath.of(dotted).segments()) {
      found = scope.get(segment);
      if (found == null) {
        return null;
      }
      scope = found.nested();
    }
    return found;
  }

  private List<FieldOrder> order(
      SourceType type, Map<String, Column> columns, Directive directive, List<FieldPath> key) {
    List<FieldOrder> order = new ArrayList<>();
    for (String text : Sdl.texts(directive, "order")) {
      String[] parts = text.strip().split("\\s+");
      boolean known = parts.length == 1 || parts[1].equals("ASC") || parts[1].equals("DESC");
      if (parts.length > 2 || !known) {
        reading
            .problems()
            .error(
                "WRONG_ORDER",
                Sdl.location(directive),
                "`" + text + "` is no order",
                "Write a field and ASC or DESC, such as `date DESC`");
        continue;
      }
      Direction direction =
          parts.length == 2 && parts[1].equals("DESC") ? Direction.DESC : Direction.ASC;
      fields(type, columns, List.of(parts[0]), "the order", Sdl.location(directive), false)
          .forEach(
              field -> ordered(type, columns, field, direction, Sdl.location(directive), order));
    }
    return completed(order, key);
  }

  private void ordered(
      SourceType type,
      Map<String, Column> columns,
      FieldPath field,
      Direction direction,
      Location location,
      List<FieldOrder> order) {
    Column column = find(columns, field.toString());
    if (column == null || !StoredForms.hasOrder(column)) {
      reading
          .problems()
          .error(
              "FIELD_WITHOUT_ORDER",
              location,
              "the order of " + type.name() + " names `" + field + "`, which is a list or text",
              "Order by a single value that is stored in its own type");
    } else if (order.stream().anyMatch(one -> one.field().equals(field))) {
      reading
          .problems()
          .error(
              "REPEATED_FIELD",
              location,
              "the order of " + type.name() + " names `" + field + "` twice",
              "Name it once");
    } else {
      order.add(new FieldOrder(field, direction));
    }
  }

  /// An order with the key at its end.
  static List<FieldOrder> completed(List<FieldOrder> order, List<FieldPath> key) {
    List<FieldOrder> complete = new ArrayList<>(order);
    for (FieldPath field : key) {
      if (complete.stream().noneMatch(one -> one.field().equals(field))) {
        complete.add(new FieldOrder(field, Direction.ASC));
      }
    }
    return complete;
  }
}
