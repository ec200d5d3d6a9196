package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeText;
import dev.polyphony.schema.catalog.NativeText.Part.Placeholder;
import dev.polyphony.schema.catalog.NativeText.Scope;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads fields that a statement in a store's own language answers.
final class NativeReader {
  private static final List<String> OTHERS =
      List.of("column", "join", "relationship", "lookup", "lookupMany", "list");

  private final Reading reading;

  NativeReader(Reading reading) {
    this.reading = reading;
  }

  /// @param columns of the rows that the field belongs to; none at the root
  /// @return null when something is wrong, which is then a problem
  @Nullable NativeField read(
      SourceType owner, FieldDefinition field, Map<String, Column> columns, boolean root) {
    Directive directive = Sdl.directive(field, "native");
    String written = Sdl.text(directive, "text");
    StoreDeclaration store = store(owner, field, directive);
    NativeText text = written == null ? null : parse(owner, field, written);
    boolean fits = !conflicts(owner, field) && shape(owner, field);
    if (store == null || text == null || !fits) {
      return null;
    }
    NativeSides sides = NativeSides.of(reading, owner, field, text, columns, root);
    List<Parameter> arguments = arguments(owner, field, text, store);
    Map<String, Column> row = row(field, store, sides);
    if (sides.problem() != null || arguments == null) {
      if (sides.problem() != null) {
        error(owner, field, sides.problem(), sides.mend());
      }
      return null;
    }
    if (!remote(owner, field, sides, row)) {
      return null;
    }
    List<Parameter> keys = new ArrayList<>();
    for (int i = 0; i < sides.local().size(); i++) {
      String scope = sides.grouping() == Grouping.BY_PARENT ? "this." : "batch.";
      keys.add(new Parameter(scope + sides.local().get(i), bound(sides.columns().get(i), store)));
    }
    NativeStatement statement =
        new NativeStatement(
            mapping(owner, field, store, row),
            parts(text, arguments, sides.local()),
            arguments,
            keys,
            sides.grouping(),
            sides.remote());
    store.rules().check(statement, reading.problems());
    acrossStores(owner, field, root);
    return new NativeField(
        statement,
        isValue(field) ? null : Sdl.name(field.getType()),
        Sdl.isList(field.getType()),
        sides.local(),
        sides.columns());
  }

  private @Nullable StoreDeclaration store(
      SourceType owner, FieldDefinition field, @Nullable Directive directive) {
    String name = Sdl.text(directive, "store");
    StoreDeclaration store = name == null ? null : reading.stores().get(name);
    if (name != null && store == null) {
      reading
          .problems()
          .error(
              "UNKNOWN_STORE",
              Sdl.location(field),
              Sdl.coordinates(owner, field) + " asks `" + name + "`, which is not configured",
              "Add it to `stores:` in the configuration"
                  + Suggestions.of(name, reading.stores().keySet()));
    }
    if (store != null && !store.rules().features().contains(Feature.NATIVE)) {
      error(
          owner,
          field,
          "asks a " + store.rules().kind() + " store, which has no native texts",
          "Bind the field by @join, @list or @lookup");
      return null;
    }
    return store;
  }

  private @Nullable NativeText parse(SourceType owner, FieldDefinition field, String written) {
    try {
      return NativeText.parse(written);
    } catch (IllegalArgumentException e) {
      error(
          owner,
          field,
          "has a text in which " + e.getMessage(),
          "Write {$args.x}, {$batch.x}, {$this.x} or {$claims.x}; {$$ stands for {$ itself");
      return null;
    }
  }

  private boolean conflicts(SourceType owner, FieldDefinition field) {
    List<String> others = OTHERS.stream().filter(name -> Sdl.has(field, name)).toList();
    if (!others.isEmpty()) {
      reading
          .problems()
          .error(
              "CONFLICTING_DIRECTIVES",
              Sdl.location(field),
              Sdl.coordinates(owner, field) + " has @native and @" + others.getFirst(),
              "Remove one of them");
    }
    return !others.isEmpty();
  }

  private boolean isValue(FieldDefinition field) {
    String type = Sdl.name(field.getType());
    return Scalars.logical(type) != null || reading.enums().containsKey(type);
  }

  private boolean shape(SourceType owner, FieldDefinition field) {
    String type = Sdl.name(field.getType());
    boolean list = Sdl.isList(field.getType());
    if (Sdl.isNestedList(field.getType()) || (list && isValue(field))) {
      error(
          owner,
          field,
          "is a list of " + (list && isValue(field) ? "values" : "lists"),
          "Answer a list of objects with a field for each column");
      return false;
    }
    if (isValue(field)) {
      return true;
    }
    if (!reading.isEmbedded(type)) {
      boolean entity = reading.isEntity(type);
      error(
          owner,
          field,
          "answers " + type + ", which is no type of its rows",
          entity
              ? "Write a type with the columns that the text gives, and in it a field of "
                  + type
                  + " with @join"
              : "Write a type without @entity that has a field for each column");
      return false;
    }
    return true;
  }

  /// The columns of a row.
  private Map<String, Column> row(
      FieldDefinition field, StoreDeclaration store, NativeSides sides) {
    ColumnReader columns = new ColumnReader(reading, store, Map.of(), Holding.plain(store.name()));
    SourceType type = reading.types().get(Sdl.name(field.getType()));
    if (!isValue(field) && type != null) {
      return columns.columns(type);
    }
    Map<String, Column> row = new LinkedHashMap<>();
    for (int i = 0; i < sides.remote().size(); i++) {
      String name = sides.remote().get(i).toString();
      row.put(name, NativeColumns.named(store, name, bound(sides.columns().get(i), store)));
    }
    String name = field.getName();
    row.put(name, NativeColumns.of(reading, store, name, field.getType(), Sdl.location(field)));
    return row;
  }

  private boolean remote(
      SourceType owner, FieldDefinition field, NativeSides sides, Map<String, Column> row) {
    for (int i = 0; i < sides.remote().size(); i++) {
      FieldPath remote = sides.remote().get(i);
      Column column = row.get(remote.toString());
      Column local = sides.columns().get(i);
      if (column == null || column.list() || column.isObject() || column.type() != local.type()) {
        error(
            owner,
            field,
            "gives rows to parents by `"
                + remote
                + "`, which is no "
                + local.type()
                + " of "
                + Sdl.name(field.getType()),
            "Name in `on: {remote:}` a field of the rows, of the same scalar as `"
                + local.field()
                + "`; where clients must not see it, mark it @inaccessible");
        return false;
      }
    }
    return true;
  }

  /// Arguments and claims, as the store's kind binds them; null when something is wrong.
  private @Nullable List<Parameter> arguments(
      SourceType owner, FieldDefinition field, NativeText text, StoreDeclaration store) {
    List<Parameter> parameters = new ArrayList<>();
    Map<String, InputValueDefinition> unused = new LinkedHashMap<>();
    field.getInputValueDefinitions().forEach(one -> unused.put(one.getName(), one));
    Map<String, InputValueDefinition> known = new LinkedHashMap<>(unused);
    for (Placeholder place : text.placeholders(Scope.ARGS)) {
      InputValueDefinition argument = known.get(place.path().toString());
      unused.remove(place.path().toString());
      if (argument == null || !isBindable(argument)) {
        error(
            owner,
            field,
            "names " + place + ", which is no value or list of values among its arguments",
            "Give the field an argument `"
                + place.path().first()
                + "` of a scalar or an enum, or a list of such"
                + Suggestions.of(place.path().first(), known.keySet()));
        return null;
      }
      parameters.add(
          new Parameter(
              "args." + argument.getName(),
              NativeColumns.of(
                  reading, store, argument.getName(), argument.getType(), Sdl.location(argument))));
    }
    for (Placeholder place : text.placeholders(Scope.CLAIMS)) {
      parameters.add(
          new Parameter(
              "claims." + place.path(),
              NativeColumns.text(place.path().toString(), Sdl.location(field))));
    }
    if (!unused.isEmpty()) {
      String name = unused.keySet().iterator().next();
      error(
          owner,
          field,
          "takes an argument `" + name + "` that its text does not name",
          "Place {$args." + name + "} in the text, or remove the argument");
      return null;
    }
    return parameters;
  }

  private boolean isBindable(InputValueDefinition argument) {
    String type = Sdl.name(argument.getType());
    EnumTypeDefinition values = reading.enums().get(type);
    ValueType logical = Scalars.logical(type);
    return !Sdl.isNestedList(argument.getType())
        && (values != null || (logical != null && logical != ValueType.JSON));
  }

  private static Column bound(Column local, StoreDeclaration store) {
    return NativeColumns.bound(local, store);
  }

  private static List<NativeStatement.Part> parts(
      NativeText text, List<Parameter> arguments, List<FieldPath> local) {
    List<String> names = arguments.stream().map(Parameter::name).toList();
    List<NativeStatement.Part> parts = new ArrayList<>();
    for (NativeText.Part part : text.parts()) {
      parts.add(
          switch (part) {
            case NativeText.Part.Text literal -> new NativeStatement.Part.Text(literal.text());
            case Placeholder place ->
                switch (place.scope()) {
                  case ARGS ->
                      new NativeStatement.Part.Argument(names.indexOf("args." + place.path()));
                  case CLAIMS ->
                      new NativeStatement.Part.Argument(names.indexOf("claims." + place.path()));
                  case BATCH, THIS -> new NativeStatement.Part.Key(local.indexOf(place.path()));
                };
          });
    }
    return parts;
  }

  private static Mapping mapping(
      SourceType owner, FieldDefinition field, StoreDeclaration store, Map<String, Column> row) {
    Directive directive = java.util.Objects.requireNonNull(Sdl.directive(field, "native"));
    return new Mapping(
        Sdl.name(field.getType()),
        store.name(),
        store.rules().kind(),
        Sdl.coordinates(owner, field),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        row,
        Storage.PLAIN,
        Sdl.location(directive));
  }

  private void acrossStores(SourceType owner, FieldDefinition field, boolean root) {
    if (!root && Sdl.isNonNull(field.getType())) {
      reading
          .problems()
          .warning(
              "NON_NULL_ACROSS_STORES",
              Sdl.location(field),
              Sdl.coordinates(owner, field)
                  + " is non-null but answered by a statement of its own: when that fails, its"
                  + " parent is null",
              "Leave out the `!`");
    }
  }

  private void error(SourceType owner, FieldDefinition field, String what, String mend) {
    Directive directive = Sdl.directive(field, "native");
    reading
        .problems()
        .error(
            "INVALID_NATIVE",
            directive == null ? Sdl.location(field) : Sdl.location(directive),
            Sdl.coordinates(owner, field) + " " + what,
            mend);
  }

  static boolean isNative(FieldDefinition field) {
    return Sdl.has(field, "native");
  }

  /// The scopes whose values come from the rows that a field belongs to.
  static Stream<Placeholder> ofParents(NativeText text) {
    return Stream.of(Scope.BATCH, Scope.THIS).flatMap(scope -> text.placeholders(scope).stream());
  }
}
