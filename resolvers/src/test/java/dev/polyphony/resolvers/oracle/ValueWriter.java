package dev.polyphony.resolvers.oracle;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a value into a document, as a literal or, anywhere inside it, as a variable.
final class ValueWriter {
  private final CaseDraft draft;

  ValueWriter(CaseDraft draft) {
    this.draft = draft;
  }

  String write(GraphQLType type, Object value) {
    return draft.chance(0.35) ? variable(type, value) : literal(type, value, true);
  }

  private String variable(GraphQLType type, Object value) {
    String name = GraphQLTypeUtil.simplePrint(type);
    boolean required = type instanceof GraphQLNonNull;
    String nullable = required ? name.substring(0, name.length() - 1) : name;
    double kind = draft.random.nextDouble();
    if (kind < 0.15) {
      return draft.variable(nullable + " = " + literal(type, value, false));
    }
    if (kind < 0.25) {
      return draft.variable(nullable + " = " + literal(type, value, false), json(value));
    }
    if (kind < 0.28) {
      return draft.variable(nullable + " = " + literal(type, value, false), null);
    }
    if (!required && kind < 0.36) {
      return draft.variable(name);
    }
    if (!required && kind < 0.38) {
      return draft.variable(name, null);
    }
    return draft.variable(required || kind < 0.6 ? nullable + "!" : name, json(value));
  }

  private String literal(GraphQLType type, Object value, boolean variables) {
    GraphQLType inner = GraphQLTypeUtil.unwrapNonNull(type);
    return switch (value) {
      case List<?> list when inner instanceof GraphQLList of -> {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
          texts.add(element(of.getWrappedType(), element, variables));
        }
        yield list.size() == 1 && !texts.getFirst().startsWith("$") && draft.chance(0.3)
            ? texts.getFirst()
            : "[" + String.join(", ", texts) + "]";
      }
      case Map<?, ?> map when inner instanceof GraphQLInputObjectType of -> {
        List<String> texts = new ArrayList<>();
        map.forEach((name, part) ->
            texts.add(
                name
                    + ": "
                    + element(
                        of.getField((String) name).getType(),
                        part,
                        // The one field of a @oneOf takes no variable that may be null.
                        variables && !of.isOneOf())));
        yield "{" + String.join(", ", texts) + "}";
      }
      case byte[] bytes -> quoted(Base64.getEncoder().encodeToString(bytes));
      default ->
          value instanceof Number || value instanceof Boolean || inner instanceof GraphQLEnumType
              ? value.toString()
              : quoted(value.toString());
    };
  }

  private String element(GraphQLType type, Object value, boolean variables) {
    return variables && draft.chance(0.2)
        ? draft.variable(GraphQLTypeUtil.simplePrint(type), json(value))
        : literal(type, value, variables);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(element -> values.add(json(element)));
        yield values;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, part) -> values.put((String) name, json(part)));
        yield values;
      }
      case Number number -> number;
      case Boolean flag -> flag;
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> value.toString();
    };
  }
}
