package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a native statement's arguments, in their order: null where the client gives none.
final class NativeValues {
  private static final String ARGUMENT = "args.";
  private static final String CLAIM = "claims.";

  private NativeValues() {}

  static List<@Nullable Object> of(
      NativeTemplate template, CoercedVariables variables, Identity identity) throws BadInput {
    Map<String, @Nullable Object> arguments = Arguments.of(template.arguments(), variables);
    List<@Nullable Object> values = new ArrayList<>();
    for (Parameter parameter : template.statement().arguments()) {
      String name = parameter.name();
      values.add(
          name.startsWith(CLAIM)
              ? claim(identity, name.substring(CLAIM.length()))
              : argument(parameter.column(), arguments.get(name.substring(ARGUMENT.length()))));
    }
    return values;
  }

  private static @Nullable Object argument(Column column, @Nullable Object value) throws BadInput {
    String name = "Argument " + column.field();
    if (!(value instanceof List<?> list)) {
      return value == null ? null : WhereArgument.fitting(name, column, value);
    }
    List<Object> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(WhereArgument.fitting(name, column, element));
    }
    return elements;
  }

  /// As text. Whoever lacks it is refused, and gets no null: to some stores null equals what is
  /// missing, and such rows are not theirs.
  static String claim(Identity identity, String path) throws BadInput {
    Object value = identity.claims();
    for (String name : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> claims ? claims.get(name) : null;
    }
    if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
      throw new BadInput(ErrorCode.FORBIDDEN, "Not allowed without the claim " + path);
    }
    return value.toString();
  }
}
