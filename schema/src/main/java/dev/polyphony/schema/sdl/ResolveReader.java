package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.problems.Location;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads fields that a plug-in answers. To the planner it is a statement of a store whose text is
/// the resolver's name: what a parent must give are its keys.
final class ResolveReader {
  private static final List<String> OTHERS =
      List.of("column", "join", "relationship", "native", "value", "lookup", "lookupMany", "list");

  private final Reading reading;

  ResolveReader(Reading reading) {
    this.reading = reading;
  }

  static boolean isResolved(FieldDefinition field) {
    return Sdl.has(field, "resolve");
  }

  /// Whether an argument takes its value from the own row, so that clients do not see it.
  static boolean isRequired(InputValueDefinition argument) {
    return Sdl.has(argument, "require");
  }

  /// @param columns of the rows that the field belongs to; none at the root
  /// @return null when something is wrong, which is then a problem
  @Nullable NativeField read(
      SourceType owner, FieldDefinition field, Map<String, Column> columns, boolean root) {
    StoreDeclaration plugin = plugin(owner, field);
    if (plugin == null || !fits(owner, field) || !requires(owner, field, root)) {
      return null;
    }
    List<Part> parts = new ArrayList<>();
    List<Parameter> arguments = new ArrayList<>();
    List<Parameter> keys = new ArrayList<>();
    List<FieldPath> local = new ArrayList<>();
    List<Column> localColumns = new ArrayList<>();
    String before = plugin.name().substring(StoreDeclaration.PLUGIN.length()) + "(";
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      parts.add(new Part.Text(before + argument.getName() + ": "));
      before = ", ";
      if (isRequired(argument)) {
        Column column = required(owner, field, argument, columns);
        if (column == null) {
          return null;
        }
        local.add(
            FieldPath.of(String.valueOf(Sdl.text(Sdl.directive(argument, "require"), "field"))));
        localColumns.add(column);
        parts.add(new Part.Key(keys.size()));
        keys.add(new Parameter("this." + argument.getName(), NativeColumns.bound(column, plugin)));
      } else {
        parts.add(new Part.Argument(arguments.size()));
        arguments.add(
            new Parameter(
                "args." + argument.getName(),
                NativeColumns.of(
                    reading,
                    plugin,
                    argument.getName(),
                    argument.getType(),
                    Sdl.location(argument))));
      }
    }
    parts.add(new Part.Text(parts.isEmpty() ? before + ")" : ")"));
    NativeStatement statement =
        new NativeStatement(
            row(owner, field, plugin),
            parts,
            arguments,
            keys,
            root ? Grouping.NONE : Grouping.BY_PARENT,
            List.of());
    boolean value = isValue(field);
    return new NativeField(
        statement,
        value ? null : Sdl.name(field.getType()),
        !value && Sdl.isList(field.getType()),
        local,
        localColumns);
  }

  /// Fields of a row require something of it, and the root's nothing.
  private boolean requires(SourceType owner, FieldDefinition field, boolean root) {
    boolean requires =
        field.getInputValueDefinitions().stream().anyMatch(ResolveReader::isRequired);
    if (root == requires) {
      error(
          owner,
          field,
          root
              ? "is a root field, and has no row to require anything of"
              : "requires nothing of its row, so that all rows would be the same",
          root ? "Remove @require" : "Write an argument with `@require(field: \"…\")`");
    }
    return root != requires;
  }

  private @Nullable StoreDeclaration plugin(SourceType owner, FieldDefinition field) {
    String with = Sdl.text(Sdl.directive(field, "resolve"), "with");
    StoreDeclaration plugin =
        with == null ? null : reading.stores().get(StoreDeclaration.PLUGIN + with);
    if (with != null && plugin == null) {
      List<String> known =
          reading.stores().keySet().stream()
              .filter(name -> name.startsWith(StoreDeclaration.PLUGIN))
              .map(name -> name.substring(StoreDeclaration.PLUGIN.length()))
              .toList();
      reading
          .problems()
          .error(
              "UNKNOWN_RESOLVER",
              Sdl.location(field),
              Sdl.coordinates(owner, field)
                  + " is resolved with `"
                  + with
                  + "`, which no plug-in has"
                  + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)),
              "Name its jar in `plugins:` of the configuration" + Suggestions.of(with, known));
    }
    return plugin;
  }

  private boolean isValue(FieldDefinition field) {
    String type = Sdl.name(field.getType());
    return Scalars.logical(type) != null || reading.enums().containsKey(type);
  }

  private boolean fits(SourceType owner, FieldDefinition field) {
    List<String> others = OTHERS.stream().filter(name -> Sdl.has(field, name)).toList();
    if (!others.isEmpty()) {
      reading
          .problems()
          .error(
              "CONFLICTING_DIRECTIVES",
              Sdl.location(field),
              Sdl.coordinates(owner, field) + " has @resolve and @" + others.getFirst(),
              "Remove one of them");
      return false;
    }
    String type = Sdl.name(field.getType());
    if (Sdl.isNestedList(field.getType()) || (!isValue(field) && !reading.isEmbedded(type))) {
      error(
          owner,
          field,
          "answers " + Sdl.print(field.getType()) + ", which is no value, object or list of such",
          "Write a type without @entity; in it, a field with @join leads to an entity");
      return false;
    }
    return true;
  }

  private @Nullable Column required(
      SourceType owner,
      FieldDefinition field,
      InputValueDefinition argument,
      Map<String, Column> columns) {
    String path = Sdl.text(Sdl.directive(argument, "require"), "field");
    Column column = path == null ? null : EntityReader.find(columns, path);
    if (path == null) {
      return null;
    }
    String name = Sdl.name(argument.getType());
    boolean sameType =
        column != null
            && !column.list()
            && !column.isObject()
            && !Sdl.isList(argument.getType())
            && (column.enumNames().isEmpty()
                ? Scalars.logical(name) == column.type()
                : reading.enums().containsKey(name));
    if (!sameType) {
      error(
          owner,
          field,
          "requires `"
              + path
              + "` as "
              + Sdl.print(argument.getType())
              + ", which is no stored value of that type of "
              + owner.name(),
          "Name a stored field that holds one value, and give the argument its type; where clients"
              + " must not see the field, mark it @inaccessible"
              + Suggestions.of(path, columns.keySet()));
      return null;
    }
    return column;
  }

  private Mapping row(SourceType owner, FieldDefinition field, StoreDeclaration plugin) {
    Location location = Sdl.location(field);
    SourceType type = reading.types().get(Sdl.name(field.getType()));
    String name = field.getName();
    Map<String, Column> columns =
        isValue(field) || type == null
            ? Map.of(name, NativeColumns.of(reading, plugin, name, field.getType(), location))
            : new ColumnReader(reading, plugin, Map.of(), Holding.plain(plugin.name()))
                .columns(type);
    return new Mapping(
        Sdl.name(field.getType()),
        plugin.name(),
        plugin.rules().kind(),
        Sdl.coordinates(owner, field),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        columns,
        Storage.PLAIN,
        location);
  }

  private void error(SourceType owner, FieldDefinition field, String what, String mend) {
    reading
        .problems()
        .error(
            "INVALID_RESOLVE",
            Sdl.location(field),
            Sdl.coordinates(owner, field) + " " + what,
            mend);
  }
}
