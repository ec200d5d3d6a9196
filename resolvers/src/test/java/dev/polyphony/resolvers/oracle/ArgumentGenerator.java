package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.ListBinding.FilterOperator;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the arguments of a field, with values drawn from the data.
final class ArgumentGenerator {
  private final Catalog catalog;
  private final DrawnValues drawn;
  private final CaseDraft draft;
  private final ValueWriter writer;
  private final WhereGenerator wheres;

  ArgumentGenerator(Catalog catalog, Map<String, List<NaiveRow>> entities, CaseDraft draft) {
    this.catalog = catalog;
    this.drawn = new DrawnValues(catalog, entities, draft);
    this.draft = draft;
    this.writer = new ValueWriter(draft);
    this.wheres = new WhereGenerator(drawn, draft);
  }

  /// The arguments in parentheses, or nothing.
  String write(String type, GraphQLFieldDefinition field) {
    List<String> texts = new ArrayList<>();
    FieldBinding binding = catalog.field(type, field.getName());
    List<String> left = leftOut(binding);
    for (GraphQLArgument argument : field.getArguments()) {
      boolean required = argument.getType() instanceof GraphQLNonNull;
      String name = argument.getName();
      if (!required && (left.contains(name) || draft.chance(0.03))) {
        continue;
      }
      if (name.equals("where") || name.equals("orderBy")) {
        texts.add(name + ": " + writer.write(argument.getType(), chosen(binding, argument)));
      } else if (name.equals("after") || name.equals("before")) {
        texts.add(name + ": " + draft.cursor(type + "." + field.getName()));
      } else if (!required && draft.chance(0.02)) {
        texts.add(name + ": null");
      } else {
        Object value = value(binding, name);
        texts.add(name + ": " + writer.write(argument.getType(), value));
      }
    }
    return texts.isEmpty() ? "" : "(" + String.join(", ", texts) + ")";
  }

  /// The optional arguments that this call does without.
  private List<String> leftOut(FieldBinding binding) {
    List<String> left = new ArrayList<>();
    ListBinding list = list(binding);
    if (list == null) {
      return left;
    }
    Set<FieldPath> bound =
        binding instanceof JoinField field ? Set.copyOf(field.join().remote()) : Set.of();
    boolean served =
        list.access().free()
            || (binding instanceof JoinField
                && list.access().serve(bound, List.of(), list.order()) != null);
    if (!served || draft.chance(0.5)) {
      left.add("where");
    }
    if (!list.access().free() || draft.chance(0.7)) {
      left.add("orderBy");
    }
    if (draft.chance(0.9)) {
      left.add("offset");
    }
    for (ArgumentFilter filter : list.filters()) {
      if (draft.chance(0.6)) {
        left.add(filter.argument());
      }
    }
    if (list.shape() == Shape.PLAIN) {
      if (draft.chance(binding instanceof ListField ? 0.2 : 0.7)) {
        left.add("first");
      }
      return left;
    }
    boolean both = draft.chance(0.01);
    boolean backward = draft.chance(0.35);
    if (!both) {
      left.add(backward || draft.chance(0.2) ? "first" : "last");
    }
    if (!both && !left.contains("last")) {
      left.add(backward ? "first" : "last");
    }
    if (draft.chance(backward ? 0.8 : 0.5)) {
      left.add("after");
    }
    if (draft.chance(backward ? 0.5 : 0.8)) {
      left.add("before");
    }
    return left;
  }

  private static @Nullable ListBinding list(FieldBinding binding) {
    return switch (binding) {
      case ListField field -> field.list();
      case JoinField field -> field.join().list();
      case PathJoinField field -> field.join().list();
      case RelationshipField field -> field.list();
      case AbstractField field -> field.list();
      default -> null;
    };
  }

  private Object value(FieldBinding binding, String argument) {
    if (binding instanceof AbstractField several) {
      return value(draft.one(several.members()), argument);
    }
    ListBinding list = list(binding);
    if (list != null) {
      return inList(list, argument);
    }
    return switch (binding) {
      case LookupField field ->
          drawn.of(field.entity(), field.key().get(field.arguments().indexOf(argument)));
      case LookupManyField field -> keys(field);
      default -> throw new IllegalStateException("no argument " + argument);
    };
  }

  private Object chosen(FieldBinding binding, GraphQLArgument argument) {
    ListBinding list = Objects.requireNonNull(list(binding));
    GraphQLInputObjectType type =
        (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(argument.getType());
    draft.features.add(argument.getName().equals("where") ? Feature.WHERE : Feature.ORDER);
    return argument.getName().equals("where") ? wheres.where(list, type) : wheres.orderBy(type);
  }

  private Object inList(ListBinding list, String argument) {
    for (ArgumentFilter filter : list.filters()) {
      if (filter.argument().equals(argument)) {
        return filter.operator() == FilterOperator.IN
            ? several(() -> drawn.of(list.entity(), filter.field()))
            : drawn.of(list.entity(), filter.field());
      }
    }
    if (draft.chance(0.02)) {
      return draft.one(List.of(-1, 1000));
    }
    return draft.random.nextInt(draft.chance(0.1) ? 6 : 4) + (draft.chance(0.95) ? 1 : 0);
  }

  private Object keys(LookupManyField field) {
    if (!field.objects()) {
      return several(() -> drawn.of(field.entity(), field.key().getFirst()));
    }
    return several(() -> {
      Map<String, Object> key = new LinkedHashMap<>();
      Map<String, Object> of = drawn.key(field.entity(), field.key());
      field.key().forEach(path -> key.put(path.last(), of.get(path.last())));
      return key;
    });
  }

  private List<Object> several(java.util.function.Supplier<Object> one) {
    List<Object> values = new ArrayList<>();
    for (int i = draft.random.nextInt(5); i >= 0; i--) {
      values.add(values.isEmpty() || draft.chance(0.9) ? one.get() : values.getFirst());
    }
    return values;
  }

  static boolean isObject(GraphQLFieldDefinition field) {
    return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
  }
}
