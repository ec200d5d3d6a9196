package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.List;

/// A statement in a store's own language, with places for values. Values are bound: nothing that a
/// client sends becomes part of the text.
///
/// @param row what is read of each row that it gives: a mapping without key, whose `from` names the
///   field
/// @param parts the text, cut at its placeholders
/// @param arguments what [Part.Argument] counts: values of one execution
/// @param keys what [Part.Key] counts: the values that each parent gives; none at the root
/// @param grouping how rows find their parents
/// @param remote the fields of the row that equal a parent's keys, in their order; only where rows
///   are told apart by them
public record NativeStatement(
    Mapping row,
    List<Part> parts,
    List<Parameter> arguments,
    List<Parameter> keys,
    Grouping grouping,
    List<FieldPath> remote) {
  /// A piece of the text.
  public sealed interface Part {
    record Text(String text) implements Part {}

    /// The value of an argument.
    record Argument(int index) implements Part {}

    /// A key: of all parents as a list, or of one.
    record Key(int index) implements Part {}
  }

  /// @param name as it stands in the text, such as `args.day`
  /// @param column its type; of a key that of one parent's
  public record Parameter(String name, Column column) {}

  /// How the rows of one execution find their parents.
  public enum Grouping {
    /// There are no parents.
    NONE,
    /// One execution for all parents. A row belongs to those whose keys its `remote` fields equal.
    BY_VALUE,
    /// What is executed for a parent is its own.
    BY_PARENT
  }

  public NativeStatement {
    parts = List.copyOf(parts);
    arguments = List.copyOf(arguments);
    keys = List.copyOf(keys);
    remote = List.copyOf(remote);
    if (keys.isEmpty() != (grouping == Grouping.NONE)
        || remote.size() != (grouping == Grouping.BY_VALUE ? keys.size() : 0)) {
      throw new IllegalArgumentException("keys and remote fields do not fit " + grouping);
    }
  }

  /// On one line, with its placeholders.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text literal -> text.append(literal.text());
        case Part.Argument argument ->
            text.append("{$").append(parameter(argument).name()).append('}');
        case Part.Key key -> text.append("{$").append(parameter(key).name()).append('}');
      }
    }
    return text.toString().strip().replaceAll("\\s+", " ");
  }

  public Parameter parameter(Part.Argument part) {
    return arguments.get(part.index());
  }

  public Parameter parameter(Part.Key part) {
    return keys.get(part.index());
  }
}
