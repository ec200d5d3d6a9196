package dev.polyphony.schema.sdl;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;

/// `ID` as the specification has it. That of graphql-java makes text of whatever a variable holds,
/// so that a list or an object would be looked up as an ID that nothing has.
final class IdCoercing implements Coercing<Object, Object> {
  private final Coercing<?, ?> base = Scalars.GraphQLID.getCoercing();

  @Override
  public Object serialize(Object value, GraphQLContext context, Locale locale) {
    return value.toString();
  }

  @Override
  public Object parseValue(Object input, GraphQLContext context, Locale locale) {
    return switch (input) {
      case String text -> text;
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case BigInteger number -> number.toString();
      default -> throw new CoercingParseValueException("An ID is a text or a whole number");
    };
  }

  @Override
  public Object parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    return Objects.requireNonNull(base.parseLiteral(input, variables, context, locale));
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return base.valueToLiteral(input, context, locale);
  }
}
