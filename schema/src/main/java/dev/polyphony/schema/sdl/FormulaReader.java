package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.expression.ExpressionReader;
import dev.polyphony.schema.expression.ExpressionReader.WrongExpression;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the expressions of `@entity(where:)`, `@eventStream(where:)`, `@join(when:)` and
/// `@value(expr:)`.
final class FormulaReader {
  private final Reading reading;

  FormulaReader(Reading reading) {
    this.reading = reading;
  }

  /// Reads an expression over these columns.
  @FunctionalInterface
  private interface Read {
    Formula by(ExpressionReader reader) throws WrongExpression;
  }

  private @Nullable Formula read(
      Map<String, Column> columns, String what, Location location, Read read) {
    try {
      return read.by(new ExpressionReader(columns));
    } catch (WrongExpression e) {
      reading
          .problems()
          .error(
              "WRONG_EXPRESSION",
              location,
              what + " " + e.what(),
              "Write CEL over the stored fields of the type and `claims`; docs/expressions.md lists"
                  + " what is admitted");
      return null;
    }
  }

  /// The rows of a mapping that are entities: those that pass its own `where` and, in the store of
  /// the primary mapping, that one's.
  ///
  /// @param primary null for the primary mapping itself
  Mapping entities(Directive entity, Mapping mapping, @Nullable Directive primary) {
    Formula own = where(entity, mapping);
    Formula first = primary == null ? null : where(primary, mapping);
    if (own == null || first == null) {
      Formula only = own == null ? first : own;
      return only == null ? mapping : mapping.where(only);
    }
    return mapping.where(ExpressionReader.both(first, own));
  }

  private @Nullable Formula where(Directive entity, Mapping mapping) {
    String text = Sdl.text(entity, "where");
    return text == null
        ? null
        : read(
            mapping.columns(),
            "`where` of " + mapping.entity(),
            Sdl.location(entity),
            reader -> reader.condition(text));
  }

  /// The messages that are events.
  Mapping events(SourceType owner, FieldDefinition field, Mapping message) {
    Directive directive = Sdl.directive(field, "eventStream");
    String text = Sdl.text(directive, "where");
    Formula formula =
        text == null
            ? null
            : read(
                message.columns(),
                "`where` of " + Sdl.coordinates(owner, field),
                Sdl.location(field),
                reader -> reader.condition(text));
    return formula == null ? message : message.where(formula);
  }

  /// The join, from those objects only that its `when` admits.
  Join when(SourceType owner, FieldDefinition field, Map<String, Column> columns, Join join) {
    Directive directive = Sdl.directive(field, "join");
    String text = Sdl.text(directive, "when");
    if (join.nonNull() && (text != null || join.mapping().where() != null) && join.list() == null) {
      reading
          .problems()
          .warning(
              "NON_NULL_HIDDEN",
              Sdl.location(field),
              Sdl.coordinates(owner, field)
                  + " is non-null, but "
                  + (text != null ? "`when`" : "`where` of " + join.entity())
                  + " leaves some out: their parent is null then",
              "Leave out the `!`");
    }
    Formula formula =
        text == null
            ? null
            : read(
                columns,
                "`when` of " + Sdl.coordinates(owner, field),
                Sdl.location(field),
                reader -> reader.condition(text));
    return formula == null ? join : join.when(formula);
  }

  /// @return null when something is wrong, which is then a problem
  FieldBinding.@Nullable ValueField value(
      SourceType owner, FieldDefinition field, Map<String, Column> columns) {
    String coordinates = Sdl.coordinates(owner, field);
    Location location = Sdl.location(field);
    ValueType type = Scalars.logical(Sdl.name(field.getType()));
    String text = Sdl.text(Sdl.directive(field, "value"), "expr");
    if (type == null || type == ValueType.JSON || Sdl.isList(field.getType())) {
      reading
          .problems()
          .error(
              "WRONG_EXPRESSION",
              location,
              coordinates + " has @value, but is no single value",
              "Give it a scalar other than JSON as its type");
      return null;
    }
    if (!field.getInputValueDefinitions().isEmpty()) {
      reading
          .problems()
          .error(
              "ARGUMENT_ON_COLUMN",
              location,
              coordinates + " is computed from its own row and takes no arguments",
              "Remove the arguments");
    }
    for (String other : List.of("join", "relationship", "native", "column")) {
      if (Sdl.has(field, other)) {
        reading
            .problems()
            .error(
                "CONFLICTING_DIRECTIVES",
                location,
                coordinates + " has @value and @" + other,
                "Remove one of them");
        return null;
      }
    }
    Formula formula =
        text == null
            ? null
            : read(columns, "@value of " + coordinates, location, one -> one.value(text, type));
    if (formula == null) {
      return null;
    }
    Column column =
        new Column(
            field.getName(),
            List.of(field.getName()),
            type,
            type,
            false,
            !Sdl.isNonNull(field.getType()),
            Map.of(),
            Map.of(),
            location);
    return new FieldBinding.ValueField(column, formula);
  }
}
