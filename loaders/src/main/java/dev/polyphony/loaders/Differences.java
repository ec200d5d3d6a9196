package dev.polyphony.loaders;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.ClosestName;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a store differs from what is declared of it, in the same words for every kind.
public final class Differences {
  private static final String MEND_TYPE =
      "Give the field the type that is stored, by its scalar or `@column(type:)`";

  private final Problems problems = new Problems();

  public List<Problem> all() {
    return problems.all();
  }

  public void error(String kind, Location location, String message, String remedy) {
    problems.error(kind, location, message, remedy);
  }

  public void warning(String kind, Location location, String message, String remedy) {
    problems.warning(kind, location, message, remedy);
  }

  /// @param what such as `table or view`
  public void missingSource(Mapping mapping, String what, String remedy) {
    error(
        "MISSING_SOURCE",
        mapping.location(),
        "%s is mapped to `%s`, which is no %s of %s"
            .formatted(mapping.entity(), mapping.from(), what, mapping.store()),
        remedy);
  }

  /// @param field dotted, inside its type
  /// @param what such as `column`
  /// @param stored the name that is not there
  /// @param there the names that are
  public void missing(
      Mapping mapping, Column column, String field, String what, String stored, Set<String> there) {
    error(
        "MISSING_COLUMN",
        column.location(),
        "`%s` in %s has no %s `%s`, which %s.%s is read from"
            .formatted(mapping.from(), mapping.store(), what, stored, mapping.entity(), field),
        didYouMean(stored, there) + "Name the " + what + " by `@column(name:)`, or add it");
  }

  /// Empty, or a sentence with a space after it.
  public static String didYouMean(String stored, Set<String> there) {
    @Nullable String closest = ClosestName.of(stored, there);
    return closest == null ? "" : "Did you mean `" + closest + "`? ";
  }

  /// @param field dotted, inside its type
  /// @param found such as `column `year` of `book` is text`
  /// @param object what an embedded object needs, such as `json or jsonb`; empty where it is no
  ///   question
  public void storedType(
      Mapping mapping, Column column, String field, String found, String object) {
    error(
        "STORED_TYPE_DIFFERS",
        column.location(),
        typeDiffers(mapping, column, field, found, object),
        MEND_TYPE);
  }

  /// The same where only some of what is stored is of another type.
  public void someStoredType(
      Mapping mapping, Column column, String field, String found, String object) {
    warning(
        "STORED_TYPE_DIFFERS",
        column.location(),
        typeDiffers(mapping, column, field, found, object),
        MEND_TYPE);
  }

  private static String typeDiffers(
      Mapping mapping, Column column, String field, String found, String object) {
    return "%s, and %s.%s is declared as %s"
        .formatted(found, mapping.entity(), field, declared(column, object));
  }

  private static String declared(Column column, String object) {
    String type = column.stored().name();
    if (!column.enumNames().isEmpty()) {
      type = "one of the enum's values";
    } else if (column.isObject()) {
      type = object.isEmpty() ? "an object" : "an object, which needs " + object;
    } else if (column.stored() == ValueType.JSON && column.list()) {
      type = "JSON";
    }
    return column.list() ? "a list of " + type : type;
  }

  /// Names as they are written in a sentence.
  public static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
