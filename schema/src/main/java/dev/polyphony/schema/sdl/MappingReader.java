package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one mapping of an entity: key, indexes, order and how its source is laid out.
final class MappingReader {
  private final Reading reading;
  private final SourceType type;
  private final StoreDeclaration store;
  private final Holding holding;

  MappingReader(Reading reading, SourceType type, StoreDeclaration store, Holding holding) {
    this.reading = reading;
    this.type = type;
    this.store = store;
    this.holding = holding;
  }

  /// @return null when it has no key that does, which is then a problem
  @Nullable Mapping read(Directive directive, Map<String, Column> columns) {
    Location location = Sdl.location(directive);
    List<FieldPath> key = fields(columns, Sdl.texts(directive, "key"), "the key", location, true);
    if (key.isEmpty()) {
      if (Sdl.texts(directive, "key").isEmpty()) {
        error("EMPTY_KEY", location, type.name() + " has no key", "Write `key: \"id\"`");
      }
      return null;
    }
    Storage storage = storage(directive, columns, key);
    List<FieldOrder> order = order(columns, Sdl.texts(directive, "order"), location);
    if (storage.structure() == Storage.Structure.SORTED_SET) {
      order = byScore(columns, order, key.getLast());
    }
    return new Mapping(
        type.name(),
        store.name(),
        store.rules().kind(),
        holding.from(),
        key,
        uniqueKeys(columns),
        completed(order, key),
        indexes(columns),
        columns,
        storage,
        location);
  }

  private boolean belongsHere(Directive directive) {
    String in = Sdl.text(directive, "in");
    return in == null ? holding.place() == Holding.Place.PRIMARY : holding.isNamed(in);
  }

  private List<List<FieldPath>> uniqueKeys(Map<String, Column> columns) {
    List<List<FieldPath>> uniqueKeys = new ArrayList<>();
    for (Directive one : type.directives("key")) {
      String text = Sdl.text(one, "fields");
      List<String> names = text == null ? List.of() : List.of(text.strip().split("\\s+"));
      List<FieldPath> unique =
          belongsHere(one) ? fields(columns, names, "a key", Sdl.location(one), false) : List.of();
      if (!unique.isEmpty()) {
        uniqueKeys.add(unique);
      }
    }
    return uniqueKeys;
  }

  private List<Index> indexes(Map<String, Column> columns) {
    List<Index> indexes = new ArrayList<>();
    for (Directive one : type.directives("index")) {
      Location place = Sdl.location(one);
      List<FieldPath> indexed =
          belongsHere(one)
              ? fields(columns, Sdl.texts(one, "fields"), "an index", place, false)
              : List.of();
      if (!indexed.isEmpty()) {
        indexes.add(new Index(indexed, Sdl.flag(one, "unique"), place));
      }
    }
    return indexes;
  }

  private Storage storage(Directive directive, Map<String, Column> columns, List<FieldPath> key) {
    Location location = Sdl.location(directive);
    require(directive, "partition", Feature.PARTITIONS);
    require(directive, "as", Feature.STRUCTURES);
    require(directive, "consistency", Feature.CONSISTENCY);
    List<FieldPath> partition =
        fields(columns, Sdl.texts(directive, "partition"), "the partition", location, false);
    if (!key.subList(0, Math.min(key.size(), partition.size())).equals(partition)) {
      error(
          "WRONG_PARTITION",
          location,
          "the partition " + partition + " of " + type.name() + " does not begin its key " + key,
          "Name the key's first fields, in its order");
    }
    if (holding.from().contains("{$")) {
      partition = placeholders(location, key);
    }
    String structure = Sdl.text(directive, "as");
    return new Storage(
        partition,
        structure == null ? null : structure(structure),
        Sdl.text(directive, "consistency"));
  }

  private static Storage.@Nullable Structure structure(String name) {
    for (Storage.Structure one : Storage.Structure.values()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    // The check of the directive's arguments has said so.
    return null;
  }

  private void require(Directive directive, String argument, Feature feature) {
    if (directive.getArgument(argument) != null && !store.rules().features().contains(feature)) {
      error(
          "NOT_OF_THIS_KIND",
          Sdl.location(directive),
          "a " + store.rules().kind() + " store has no `" + argument + "`",
          "Remove it from @entity of " + type.name());
    }
  }

  private List<FieldPath> placeholders(Location location, List<FieldPath> key) {
    if (!store.rules().features().contains(Feature.KEY_TEMPLATES)) {
      error(
          "NOT_OF_THIS_KIND",
          location,
          "a " + store.rules().kind() + " store takes no placeholders in `from`",
          "Name the source of " + type.name() + " as it is");
      return List.of();
    }
    List<FieldPath> fields;
    try {
      fields = KeyTemplate.parse(holding.from()).fields();
    } catch (IllegalArgumentException e) {
      error(
          "WRONG_PLACEHOLDER",
          location,
          "in `from` of " + type.name() + " " + e.getMessage(),
          "Write `{$key.…}` with a field of the key; `{$$` stands for `{$` itself");
      return List.of();
    }
    for (FieldPath field : fields) {
      if (!key.contains(field)) {
        error(
            "WRONG_PLACEHOLDER",
            location,
            "in `from` of " + type.name() + " `{$key." + field + "}` is no field of the key",
            "Write one of " + key);
      }
    }
    return fields.stream().filter(key::contains).toList();
  }

  private void error(String kind, Location location, String message, String remedy) {
    reading.problems().error(kind, location, message, remedy);
  }

  /// Fields of a key or an index; empty when one of them does not do.
  private List<FieldPath> fields(
      Map<String, Column> columns,
      List<String> names,
      String what,
      Location location,
      boolean primary) {
    List<FieldPath> fields = new ArrayList<>();
    boolean wrong = false;
    for (String name : names) {
      Column column = EntityReader.find(columns, name);
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

  /// An order as written: fields, each with a direction or ascending.
  List<FieldOrder> order(Map<String, Column> columns, List<String> written, Location location) {
    List<FieldOrder> order = new ArrayList<>();
    for (String text : written) {
      String[] parts = text.strip().split("\\s+");
      boolean known = parts.length == 1 || parts[1].equals("ASC") || parts[1].equals("DESC");
      if (parts.length > 2 || !known) {
        reading
            .problems()
            .error(
                "WRONG_ORDER",
                location,
                "`" + text + "` is no order",
                "Write a field and ASC or DESC, such as `date DESC`");
        continue;
      }
      Direction direction =
          parts.length == 2 && parts[1].equals("DESC") ? Direction.DESC : Direction.ASC;
      fields(columns, List.of(parts[0]), "the order", location, false)
          .forEach(field -> ordered(columns, field, direction, location, order));
    }
    return order;
  }

  private void ordered(
      Map<String, Column> columns,
      FieldPath field,
      Direction direction,
      Location location,
      List<FieldOrder> order) {
    Column column = EntityReader.find(columns, field.toString());
    if (column == null || !column.hasOrder()) {
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

  /// A sorted set is in the order of its scores, the highest first unless declared otherwise, and
  /// its members follow in the same direction.
  private static List<FieldOrder> byScore(
      Map<String, Column> columns, List<FieldOrder> declared, FieldPath member) {
    FieldPath score =
        columns.values().stream()
            .filter(column -> column.name().equals("$score"))
            .map(column -> FieldPath.of(column.field()))
            .findFirst()
            .orElse(null);
    if (score == null) {
      return declared;
    }
    if (declared.isEmpty()) {
      return List.of(new FieldOrder(score, Direction.DESC), new FieldOrder(member, Direction.DESC));
    }
    return declared.size() == 1 && declared.getFirst().field().equals(score)
        ? List.of(declared.getFirst(), new FieldOrder(member, declared.getFirst().direction()))
        : declared;
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
