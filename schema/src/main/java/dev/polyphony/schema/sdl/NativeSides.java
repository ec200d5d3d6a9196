package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeText;
import dev.polyphony.schema.catalog.NativeText.Part.Placeholder;
import dev.polyphony.schema.catalog.NativeText.Scope;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a native text takes from the rows that its field belongs to, and how its own rows find
/// them.
///
/// @param columns those of `local`
/// @param problem what is wrong, as it continues the field's name; null when nothing is
record NativeSides(
    Grouping grouping,
    List<FieldPath> local,
    List<Column> columns,
    List<FieldPath> remote,
    @Nullable String problem,
    String mend) {

  static NativeSides of(
      Reading reading,
      SourceType owner,
      FieldDefinition field,
      NativeText text,
      Map<String, Column> columns,
      boolean root) {
    List<Map<String, String>> on = Sdl.objects(Sdl.directive(field, "native"), "on");
    List<Placeholder> batch = text.placeholders(Scope.BATCH);
    List<Placeholder> own = text.placeholders(Scope.THIS);
    if (root) {
      return batch.isEmpty() && own.isEmpty() && on.isEmpty()
          ? new NativeSides(Grouping.NONE, List.of(), List.of(), List.of(), null, "")
          : wrong(
              "is a root field and belongs to no row", "Leave out `on`, {$batch.x} and {$this.x}");
    }
    if (batch.isEmpty() == own.isEmpty()) {
      return wrong(
          batch.isEmpty()
              ? "does not say in its text which rows it is asked for"
              : "names {$batch.x} and {$this.x}",
          "Place {$batch.x}, the list over all rows, and say by `on` which row of the answer is"
              + " whose; or {$this.x}, to ask once for each row");
    }
    if (!own.isEmpty()) {
      return on.isEmpty()
          ? found(owner, columns, own.stream().map(Placeholder::path).toList(), List.of())
          : wrong("asks for each row, so that nothing is paired by `on`", "Leave out `on`");
    }
    List<String> ownKey = JoinSides.key(reading, owner.name());
    List<FieldPath> local = new ArrayList<>();
    List<FieldPath> remote = new ArrayList<>();
    for (Map<String, String> pair : on) {
      String right = pair.get("remote");
      String left = pair.getOrDefault("local", ownKey.size() == 1 ? ownKey.getFirst() : right);
      if (left != null) {
        local.add(FieldPath.of(left));
        remote.add(FieldPath.of(right == null ? left : right));
      }
    }
    for (Placeholder place : batch) {
      if (!local.contains(place.path())) {
        return wrong(
            "names " + place + ", but `on` does not pair `" + place.path() + "`",
            "Write `on: {local: \"" + place.path() + "\", remote: \"…\"}`");
      }
    }
    return found(owner, columns, local, remote);
  }

  private static NativeSides found(
      SourceType owner,
      Map<String, Column> columns,
      List<FieldPath> local,
      List<FieldPath> remote) {
    List<Column> found = new ArrayList<>();
    for (FieldPath path : local) {
      Column column = EntityReader.find(columns, path.toString());
      if (column == null || column.list() || column.isObject()) {
        return wrong(
            "takes `" + path + "`, which is no stored value of " + owner.name(),
            "Name a stored field that holds one value; where clients must not see it, mark it"
                + " @inaccessible"
                + Suggestions.of(path.toString(), columns.keySet()));
      }
      found.add(Objects.requireNonNull(column));
    }
    Grouping grouping = remote.isEmpty() ? Grouping.BY_PARENT : Grouping.BY_VALUE;
    return new NativeSides(grouping, local, found, remote, null, "");
  }

  private static NativeSides wrong(String problem, String mend) {
    return new NativeSides(Grouping.NONE, List.of(), List.of(), List.of(), problem, mend);
  }
}
