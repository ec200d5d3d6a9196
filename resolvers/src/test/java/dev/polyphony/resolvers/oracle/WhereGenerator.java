package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ListBinding;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Draws filters and orders of a list.
final class WhereGenerator {
  private static final int DEPTH = 3;

  private final DrawnValues drawn;
  private final CaseDraft draft;

  WhereGenerator(DrawnValues drawn, CaseDraft draft) {
    this.drawn = drawn;
    this.draft = draft;
  }

  Object where(ListBinding list, GraphQLInputObjectType type) {
    return where(list, type, list.mapping().columns(), List.of(), DEPTH);
  }

  private Map<String, Object> where(
      ListBinding list,
      GraphQLInputObjectType type,
      Map<String, Column> columns,
      List<String> above,
      int depth) {
    Map<String, Object> where = new LinkedHashMap<>();
    for (int i = draft.chance(0.3) ? 1 : 0; i >= 0; i--) {
      GraphQLInputObjectField field = draft.one(type.getFields());
      String name = field.getName();
      if (List.of("and", "or", "not").contains(name) && depth == 0) {
        continue;
      }
      switch (name) {
        case "and", "or" -> {
          List<Object> parts = new ArrayList<>();
          for (int j = draft.random.nextInt(3); j >= 0; j--) {
            parts.add(where(list, type, columns, above, depth - 1));
          }
          where.put(name, parts);
        }
        case "not" -> where.put(name, where(list, type, columns, above, depth - 1));
        default ->
            where.put(
                name,
                field(
                    list,
                    field,
                    java.util.Objects.requireNonNull(columns.get(name)),
                    above,
                    depth));
      }
    }
    return where;
  }

  private Object field(
      ListBinding list,
      GraphQLInputObjectField field,
      Column column,
      List<String> above,
      int depth) {
    List<String> path = new ArrayList<>(above);
    path.add(field.getName());
    GraphQLInputObjectType type =
        (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(field.getType());
    if (column.isObject()) {
      return where(list, type, column.nested(), path, Math.max(0, depth - 1));
    }
    Map<String, Object> operators = new LinkedHashMap<>();
    for (int i = draft.chance(0.2) ? 1 : 0; i >= 0; i--) {
      String operator = draft.one(type.getFields()).getName();
      Object operand = operand(list, new FieldPath(path), operator);
      if (operand != NaiveRow.Bad.VALUE) {
        operators.put(operator, operand);
      }
    }
    return operators;
  }

  private Object operand(ListBinding list, FieldPath field, String operator) {
    return switch (operator) {
      case "isNull" -> draft.chance(0.5);
      case "in", "containsAny" -> {
        List<Object> values = new ArrayList<>();
        for (int i = draft.random.nextInt(4); i > 0; i--) {
          values.add(drawn.of(list.mapping(), field));
        }
        values.remove(NaiveRow.Bad.VALUE);
        yield values;
      }
      case "startsWith", "contains" ->
          drawn.of(list.mapping(), field) instanceof String text
                  && !list.mapping().column(field).list()
              ? part(operator, text)
              : drawn.of(list.mapping(), field);
      default -> drawn.of(list.mapping(), field);
    };
  }

  private String part(String operator, String text) {
    if (text.isEmpty() || draft.chance(0.1)) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int from = operator.equals("contains") ? draft.random.nextInt(points.length) : 0;
    int size = Math.min(points.length - from, 1 + draft.random.nextInt(3));
    return new String(points, from, size);
  }

  Object orderBy(GraphQLInputObjectType type) {
    List<Object> order = new ArrayList<>();
    for (int i = draft.random.nextInt(3); i > 0; i--) {
      order.add(one(type));
    }
    return order;
  }

  private Map<String, Object> one(GraphQLInputObjectType type) {
    GraphQLInputObjectField field = draft.one(type.getFields());
    return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLInputObjectType nested
        ? Map.of(field.getName(), one(nested))
        : Map.of(field.getName(), draft.chance(0.5) ? "ASC" : "DESC");
  }
}
