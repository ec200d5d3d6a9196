package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.StreamField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.events.EventRules;
import dev.polyphony.schema.problems.Location;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the fields of Subscription: topics, what their messages hold, and which of them are asked
/// for.
final class StreamReader {
  private static final String HEADER = "$headers.";
  static final Set<String> RESERVED = Set.of("from", "snapshot");
  private static final String MESSAGE_OF_A_LINK = "{ id airport { code } }";

  private final Reading reading;

  StreamReader(Reading reading) {
    this.reading = reading;
  }

  static boolean isStream(FieldDefinition field) {
    return Sdl.has(field, "eventStream");
  }

  static boolean isCursor(FieldDefinition field) {
    return Sdl.has(field, "eventCursor");
  }

  /// @return null when something is wrong, which is then a problem
  @Nullable StreamField read(SourceType root, FieldDefinition field) {
    Location location = Sdl.location(field);
    SourceType type = reading.types().get(Sdl.name(field.getType()));
    StoreDeclaration kafka = reading.stores().get(StoreDeclaration.KAFKA);
    if (!isStream(field)) {
      error(
          location,
          Sdl.coordinates(root, field) + " follows no topic",
          "Write @eventStream(topics: [\"…\"])");
      return null;
    }
    if (kafka == null) {
      error(
          location,
          Sdl.coordinates(root, field) + " follows topics, but no broker is configured",
          "Write `kafka: {bootstrapServers: \"…\"}` in the configuration");
      return null;
    }
    if (type == null || Sdl.isList(field.getType()) || Relay.isConnection(reading, type.name())) {
      error(
          location,
          Sdl.coordinates(root, field)
              + " answers one event at a time, but its type is "
              + Sdl.print(field.getType()),
          "Give it an object type: that of the messages, or an entity that they name");
      return null;
    }
    List<String> topics = topics(root, field);
    Map<String, Column> columns = columns(root, field, type, kafka);
    if (topics == null || columns == null) {
      return null;
    }
    nullable(root, field);
    Mapping message =
        new FormulaReader(reading)
            .events(root, field, mapping(type, topics, columns, Sdl.location(field)));
    EventStream stream =
        new EventStream(
            Sdl.coordinates(root, field),
            topics,
            message,
            new ListReader(reading).events(root, field, message),
            cursorArgument(root, field));
    Entity entity = reading.entities().get(type.name());
    return new StreamField(
        stream,
        entity == null
            ? new FieldBinding.EmbeddedField(stream.column(), type.name())
            : new FieldBinding.JoinField(toEntity(stream, entity)));
  }

  private static Mapping mapping(
      SourceType type, List<String> topics, Map<String, Column> columns, Location location) {
    return new Mapping(
        type.name(),
        StoreDeclaration.KAFKA,
        "kafka",
        String.join(", ", topics),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        columns,
        Storage.PLAIN,
        location);
  }

  private @Nullable List<String> topics(SourceType root, FieldDefinition field) {
    List<String> topics = Sdl.texts(Sdl.directive(field, "eventStream"), "topics");
    boolean wrong =
        topics.isEmpty()
            || new HashSet<>(topics).size() < topics.size()
            || topics.stream().anyMatch(topic -> !topic.matches("[a-zA-Z0-9._-]{1,249}"));
    if (wrong) {
      error(
          Sdl.location(field),
          Sdl.coordinates(root, field) + " names its topics as " + topics,
          "Name one or more, each once, of letters, digits, `.`, `_` and `-`");
    }
    return wrong ? null : topics;
  }

  /// An event may be no message of this form: then there is null and an error.
  private void nullable(SourceType root, FieldDefinition field) {
    if (Sdl.isNonNull(field.getType())) {
      reading
          .problems()
          .warning(
              "NON_NULL_ACROSS_STORES",
              Sdl.location(field),
              Sdl.coordinates(root, field)
                  + " is non-null: a message that does not fit leaves nothing of its answer",
              "Leave out the `!`");
    }
  }

  private @Nullable String cursorArgument(SourceType root, FieldDefinition field) {
    String cursor = null;
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      String coordinates = Sdl.coordinates(root, field) + "(" + argument.getName() + ":)";
      if (RESERVED.contains(argument.getName())) {
        error(
            Sdl.location(argument),
            coordinates + " has a name that streams of events use themselves",
            "Rename it, and say with @filter(field:) what it filters by");
      }
      if (!Sdl.has(argument, "eventCursor")) {
        continue;
      }
      String type = Sdl.print(argument.getType());
      if (cursor != null || (!type.equals("String") && !type.equals("ID"))) {
        error(
            Sdl.location(argument),
            coordinates + (cursor == null ? " is " + type : " is a second cursor"),
            "Let one argument be the cursor: `after: String @eventCursor`");
      }
      cursor = argument.getName();
    }
    return cursor;
  }

  /// What a message holds; null when it cannot be said, which is then a problem.
  private @Nullable Map<String, Column> columns(
      SourceType root, FieldDefinition field, SourceType type, StoreDeclaration kafka) {
    String text = Sdl.text(Sdl.directive(field, "eventStream"), "message");
    MessageSelection selection = null;
    if (text != null) {
      try {
        selection = MessageSelection.parse(text);
      } catch (MessageSelection.NoSelection e) {
        error(
            Sdl.location(field),
            "`message` of " + Sdl.coordinates(root, field) + " " + e.getMessage(),
            "Write a selection such as `" + MESSAGE_OF_A_LINK + "`");
        return null;
      }
    }
    if (type.isEntity()) {
      return keyOf(root, field, type.name(), selection);
    }
    Map<String, FieldDefinition> stored = new LinkedHashMap<>();
    Map<String, Column> links = new LinkedHashMap<>();
    for (FieldDefinition one : type.fields().values()) {
      boolean linked = reading.isEntity(Sdl.name(one.getType())) && ColumnReader.isStored(one);
      boolean named = selection == null ? !linked : selection.fields().containsKey(one.getName());
      if (linked && named && selection != null) {
        Map<String, Column> key =
            keyOf(type, one, Sdl.name(one.getType()), selection.fields().get(one.getName()));
        if (key == null || Sdl.isList(one.getType())) {
          linkOfMany(type, one, key != null);
          return null;
        }
        links.put(one.getName(), object(one, key));
      } else if (ColumnReader.isStored(one) && (named || linked || isKnown(one))) {
        // A link that the message does not hold is reported there.
        stored.put(one.getName(), one);
      } else if (ColumnReader.isStored(one)) {
        error(
            Sdl.location(one),
            Sdl.coordinates(type, one) + " is not in `message` of " + field.getName(),
            "Name it there, or say with @join or @value where it comes from");
      }
    }
    if (selection != null && !known(root, field, type, selection)) {
      return null;
    }
    Map<String, Column> columns =
        new ColumnReader(reading, kafka, Map.of(), Holding.plain(StoreDeclaration.KAFKA))
            .columns(
                new SourceType(
                    type.name(),
                    stored,
                    type.interfaces(),
                    type.directives(),
                    type.description(),
                    type.location()));
    columns.values().forEach(column -> metadata(type, column));
    columns.putAll(links);
    return columns;
  }

  private boolean known(
      SourceType root, FieldDefinition field, SourceType type, MessageSelection selection) {
    boolean known = true;
    for (String name : selection.names()) {
      FieldDefinition one = type.fields().get(name);
      if (one == null || !ColumnReader.isStored(one)) {
        error(
            Sdl.location(field),
            "`message` of "
                + Sdl.coordinates(root, field)
                + " names `"
                + name
                + "`, which is no field of "
                + type.name()
                + " that a message can hold",
            "Leave it out" + Suggestions.of(name, type.fields().keySet()));
        known = false;
      }
    }
    return known;
  }

  private void linkOfMany(SourceType type, FieldDefinition field, boolean keyed) {
    if (keyed) {
      error(
          Sdl.location(field),
          Sdl.coordinates(type, field) + " links several entities",
          "Declare their keys as a list of values, and lead to them with @join(on: {local: …})");
    }
  }

  /// What Kafka knows is there whatever the message holds.
  private static boolean isKnown(FieldDefinition field) {
    return isCursor(field)
        || Sdl.texts(Sdl.directive(field, "column"), "name").stream()
            .anyMatch(name -> name.startsWith("$"));
  }

  private void metadata(SourceType type, Column column) {
    for (String name : column.names()) {
      if (!name.startsWith("$") || name.equals(EventStream.CURSOR)) {
        continue;
      }
      boolean header = name.startsWith(HEADER) && name.length() > HEADER.length();
      ValueType wanted = header ? ValueType.TEXT : EventStream.KNOWN.get(name);
      if (wanted == null || wanted != column.type() || column.list()) {
        error(
            column.location(),
            type.name()
                + "."
                + column.field()
                + (wanted == null
                    ? " is `" + name + "`, which Kafka does not know of a message"
                    : " is `" + name + "`, which is a single value of type " + wanted),
            "There are `$topic`, `$key` and `$headers.<name>` as String or ID, `$partition` as Int,"
                + " `$offset` as Long, `$timestamp` as DateTime, and `$tombstone` as Boolean");
      }
    }
  }

  private Column object(FieldDefinition field, Map<String, Column> nested) {
    List<String> names = Sdl.texts(Sdl.directive(field, "column"), "name");
    return new Column(
        field.getName(),
        names.isEmpty() ? List.of(field.getName()) : names,
        ValueType.JSON,
        ValueType.JSON,
        false,
        !Sdl.isNonNull(field.getType()),
        Map.of(),
        nested,
        Sdl.location(field));
  }

  /// The key of an entity as a message holds it: under its own names, or those of the selection.
  private @Nullable Map<String, Column> keyOf(
      SourceType owner, FieldDefinition field, String name, @Nullable MessageSelection selection) {
    Entity entity = reading.entities().get(name);
    if (entity == null) {
      // What is wrong with it has been said.
      return null;
    }
    List<String> key = entity.key().stream().map(FieldPath::toString).toList();
    if (selection != null && !Set.copyOf(selection.names()).equals(Set.copyOf(key))) {
      error(
          Sdl.location(field),
          Sdl.coordinates(owner, field)
              + " links "
              + name
              + " by "
              + selection.names()
              + ", but its key is "
              + key,
          "Select its key: `{ " + String.join(" ", key) + " }`");
      return null;
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    for (FieldPath path : entity.key()) {
      Column column = entity.primary().mapping().column(path);
      columns.put(path.toString(), held(path.toString(), column));
    }
    return columns;
  }

  private static Column held(String name, Column column) {
    return new Column(
        name,
        List.of(name),
        column.type(),
        new EventRules().types().contains(column.type()) ? column.type() : ValueType.TEXT,
        false,
        false,
        column.enumNames(),
        Map.of(),
        column.location());
  }

  private Join toEntity(EventStream stream, Entity entity) {
    List<FieldPath> local = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (FieldPath path : entity.key()) {
      local.add(EventStream.way(path));
      columns.add(Objects.requireNonNull(stream.message().columns().get(path.toString())));
    }
    return new Join(
        entity.name(),
        entity.primary().mapping(),
        local,
        columns,
        entity.key(),
        true,
        null,
        List.of(),
        false,
        false);
  }

  private void error(Location location, String message, String remedy) {
    reading.problems().error("INVALID_EVENT_STREAM", location, message, remedy);
  }
}
