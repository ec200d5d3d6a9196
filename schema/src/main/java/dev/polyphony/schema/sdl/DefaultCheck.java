package dev.polyphony.schema.sdl;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.InputValueDefinition;
import graphql.language.NullValue;
import graphql.language.Type;
import graphql.language.Value;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;

/// Checks that the default value of an argument is a value of its type.
final class DefaultCheck {
  private final Reading reading;

  DefaultCheck(Reading reading) {
    this.reading = reading;
  }

  void check(String coordinates, InputValueDefinition argument) {
    Value<?> value = argument.getDefaultValue();
    if (value != null && !fits(argument.getType(), value)) {
      reading
          .problems()
          .error(
              "WRONG_DEFAULT",
              Sdl.location(argument),
              "the default value of " + coordinates + " is not of its type",
              "Write a value of type " + Sdl.print(argument.getType()));
    }
  }

  private boolean fits(Type<?> type, Value<?> value) {
    if (value instanceof NullValue) {
      return !Sdl.isNonNull(type);
    }
    Type<?> element = Sdl.element(type);
    if (element != null) {
      return value instanceof ArrayValue list
          ? list.getValues().stream().allMatch(one -> fits(element, one))
          : fits(element, value);
    }
    String name = Sdl.name(type);
    EnumTypeDefinition values = reading.enums().get(name);
    if (values != null) {
      return value instanceof EnumValue written
          && values.getEnumValueDefinitions().stream()
              .anyMatch(one -> one.getName().equals(written.getName()));
    }
    GraphQLScalarType scalar = Scalars.all().get(name);
    return scalar == null || parses(scalar, value);
  }

  private static boolean parses(GraphQLScalarType scalar, Value<?> value) {
    try {
      scalar
          .getCoercing()
          .parseLiteral(
              value, CoercedVariables.emptyVariables(), GraphQLContext.getDefault(), Locale.ROOT);
      return true;
    } catch (CoercingParseLiteralException e) {
      return false;
    }
  }
}
