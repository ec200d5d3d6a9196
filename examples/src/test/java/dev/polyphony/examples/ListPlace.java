package dev.polyphony.examples;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/// A list somewhere in an example's schema, and random filters and orders that its arguments admit.
final class ListPlace {
  private final String coordinates;
  private final String template;
  private final boolean connection;
  private final GraphQLInputObjectType where;
  private final List<String> orders;
  private final List<String> fields;

  /// @param coordinates such as `Airport.departures`
  /// @param before the query up to the list's last argument, where the list has the alias `list`
  ListPlace(GraphQLSchema schema, String coordinates, String before) {
    this.coordinates = coordinates;
    String[] names = coordinates.split("\\.", -1);
    GraphQLObjectType owner = Objects.requireNonNull(schema.getObjectType(names[0]));
    GraphQLFieldDefinition field = owner.getFieldDefinition(names[1]);
    GraphQLObjectType type = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(field.getType());
    this.connection = type.getFieldDefinition("pageInfo") != null;
    this.where = input(field, "where");
    GraphQLArgument orderBy = field.getArgument("orderBy");
    this.orders =
        orderBy == null
            ? List.of()
            : input(field, "orderBy").getFieldDefinitions().stream()
                .filter(one -> one.getType() instanceof GraphQLEnumType)
                .map(GraphQLInputObjectField::getName)
                .toList();
    this.fields =
        where.getFieldDefinitions().stream()
            .filter(ListPlace::isCompared)
            .map(GraphQLInputObjectField::getName)
            .toList();
    String selection = String.join(" ", fields);
    String closing = " }".repeat((int) before.chars().filter(c -> c == '{').count());
    this.template =
        before
            + " %s) { "
            + (connection ? "nodes { " + selection + " } pageInfo { hasNextPage }" : selection)
            + " }"
            + closing;
  }

  private static GraphQLInputObjectType input(GraphQLFieldDefinition field, String argument) {
    return (GraphQLInputObjectType)
        GraphQLTypeUtil.unwrapAll(Objects.requireNonNull(field.getArgument(argument)).getType());
  }

  private static boolean isCompared(GraphQLInputObjectField field) {
    return field.getType() instanceof GraphQLInputObjectType type
        && (type.getField("eq") != null || type.getField("containsAny") != null);
  }

  String query(String arguments) {
    return template.formatted(arguments);
  }

  List<String> fields() {
    return fields;
  }

  /// @param values as they stand in answers, by field
  String drawn(Random random, Map<String, List<String>> values) {
    StringBuilder arguments = new StringBuilder("first: " + (1 + random.nextInt(20)));
    if (random.nextInt(8) > 0) {
      arguments.append(", where: ").append(condition(random, values, 2));
    }
    if (random.nextInt(3) > 0 && !orders.isEmpty()) {
      List<String> left = new ArrayList<>(orders);
      List<String> drawn = new ArrayList<>();
      for (int i = 1 + random.nextInt(2); i > 0 && !left.isEmpty(); i--) {
        String direction = random.nextBoolean() ? "ASC" : "DESC";
        drawn.add("{" + left.remove(random.nextInt(left.size())) + ": " + direction + "}");
      }
      arguments.append(", orderBy: [").append(String.join(", ", drawn)).append(']');
    }
    return arguments.toString();
  }

  private String condition(Random random, Map<String, List<String>> values, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(8);
    if (kind == 7) {
      return "{not: " + condition(random, values, depth - 1) + "}";
    }
    if (kind >= 5) {
      String one = condition(random, values, depth - 1);
      String other = condition(random, values, depth - 1);
      return "{" + (kind == 5 ? "or" : "and") + ": [" + one + ", " + other + "]}";
    }
    String name = fields.get(random.nextInt(fields.size()));
    GraphQLInputObjectType type = (GraphQLInputObjectType) where.getField(name).getType();
    List<GraphQLInputObjectField> operators = type.getFields();
    GraphQLInputObjectField operator = operators.get(random.nextInt(operators.size()));
    return "{"
        + name
        + ": {"
        + operator.getName()
        + ": "
        + operand(random, operator, values.getOrDefault(name, List.of()))
        + "}}";
  }

  private static String operand(
      Random random, GraphQLInputObjectField operator, List<String> values) {
    if (operator.getName().equals("isNull") || values.isEmpty()) {
      return operator.getName().equals("isNull")
          ? String.valueOf(random.nextBoolean())
          : missing(operator);
    }
    GraphQLType type = GraphQLTypeUtil.unwrapAll(operator.getType());
    if (operator.getType() instanceof GraphQLList) {
      return random
          .ints(1 + random.nextInt(3), 0, values.size())
          .mapToObj(i -> literal(type, values.get(i)))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String value = literal(type, values.get(random.nextInt(values.size())));
    boolean part = operator.getName().equals("startsWith") || operator.getName().equals("contains");
    // The quote at the beginning, and what may be a part of the text.
    return part && value.startsWith("\"") && value.length() > 4 && value.indexOf('\\') < 0
        ? value.substring(0, 2 + random.nextInt(value.length() - 3)) + "\""
        : value;
  }

  private static String literal(GraphQLType type, String json) {
    return type instanceof GraphQLEnumType ? json.replace("\"", "") : json;
  }

  /// No row has a value; `isNull` is what can be asked then.
  private static String missing(GraphQLInputObjectField operator) {
    return operator.getType() instanceof GraphQLList ? "[]" : "null";
  }

  @Override
  public String toString() {
    return coordinates;
  }
}
