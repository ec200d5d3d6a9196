package dev.polyphony.loaders.contract;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeText;
import dev.polyphony.schema.catalog.NativeText.Part.Placeholder;
import dev.polyphony.schema.catalog.NativeText.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Native statements as a schema would declare them.
public final class Natives {
  private Natives() {}

  /// @param row the columns of a row
  /// @param types of arguments and keys, by name
  /// @param remote the fields that tell a row's parent, in the order of the keys' appearance
  public static NativeStatement of(Mapping row, String text, List<Column> types, String... remote) {
    NativeText parsed = NativeText.parse(text);
    List<Placeholder> arguments =
        Stream.of(Scope.ARGS, Scope.CLAIMS)
            .flatMap(scope -> parsed.placeholders(scope).stream())
            .toList();
    List<Placeholder> keys =
        Stream.of(Scope.BATCH, Scope.THIS)
            .flatMap(scope -> parsed.placeholders(scope).stream())
            .toList();
    List<NativeStatement.Part> parts = new ArrayList<>();
    for (NativeText.Part part : parsed.parts()) {
      parts.add(
          switch (part) {
            case NativeText.Part.Text literal -> new NativeStatement.Part.Text(literal.text());
            case Placeholder place when arguments.contains(place) ->
                new NativeStatement.Part.Argument(arguments.indexOf(place));
            case Placeholder place -> new NativeStatement.Part.Key(keys.indexOf(place));
          });
    }
    Grouping grouping =
        keys.isEmpty() ? Grouping.NONE : remote.length > 0 ? Grouping.BY_VALUE : Grouping.BY_PARENT;
    return new NativeStatement(
        row,
        parts,
        parameters(arguments, types),
        parameters(keys, types),
        grouping,
        Stream.of(remote).map(FieldPath::of).toList());
  }

  private static List<Parameter> parameters(List<Placeholder> placeholders, List<Column> types) {
    return placeholders.stream()
        .map(placeholder ->
            new Parameter(placeholder.toString(), type(placeholder.path().toString(), types)))
        .toList();
  }

  private static Column type(String name, List<Column> types) {
    return types.stream()
        .filter(column -> column.field().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of " + name));
  }
}
