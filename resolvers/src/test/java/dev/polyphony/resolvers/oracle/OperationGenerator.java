package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.CaseDraft.Fragment;
import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.TypeBinding;
import dev.polyphony.schema.catalog.TypeBinding.Kind;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Makes valid operations of the served schema, from a seed.
final class OperationGenerator {
  private static final int LISTS = 3;
  private static final String INTROSPECTION =
      "{ __type(name: \"Query\") { name fields { name type { kind name } } }";

  private final Catalog catalog;
  private final CaseDraft draft;
  private final ArgumentGenerator arguments;

  /// What the names of fields begin with where objects of several types stand.
  private String prefix = "";

  private OperationGenerator(World world, CaseDraft draft) {
    this.catalog = world.catalog();
    this.draft = draft;
    this.arguments = new ArgumentGenerator(catalog, world.listed(), draft);
  }

  static OracleCase generate(World world, long seed) {
    CaseDraft draft = new CaseDraft(new Random(seed));
    OperationGenerator generator = new OperationGenerator(world, draft);
    String selection = generator.selection(schema(world.catalog()), 2 + draft.random.nextInt(5), 0);
    // Once at most, as graphql-java admits it.
    String root =
        draft.chance(0.04) && draft.fragments.isEmpty() && draft.budget > 15
            ? INTROSPECTION + selection.substring(1)
            : selection;
    return draft.finish(root, generator.outage(), claims(world, draft));
  }

  /// One of two callers.
  private static Map<String, Object> claims(World world, CaseDraft draft) {
    return draft.one(world.formulas().callers());
  }

  private static GraphQLObjectType schema(Catalog catalog) {
    return catalog.schema().getQueryType();
  }

  private Outage outage() {
    if (draft.chance(0.7)) {
      return Outage.NONE;
    }
    String code =
        draft.one(List.of("UNAVAILABLE", "TIMED_OUT", "REJECTED", "UNSUPPORTED", "INTERNAL"));
    int share = code.equals("INTERNAL") || draft.chance(0.5) ? 1 : 3;
    Outage.Fault fault = new Outage.Fault(code, share);
    Map<String, Outage.Fault> faults = new LinkedHashMap<>();
    Map<String, String> stores = stores();
    String first = draft.one(List.copyOf(stores.keySet()));
    faults.put(first, fault);
    if (draft.chance(0.4)) {
      stores.forEach((name, store) -> {
        if (store.equals(stores.get(first))) {
          faults.put(name, fault);
        }
      });
    }
    return new Outage(faults);
  }

  /// By entity and type of edges.
  private Map<String, String> stores() {
    Map<String, String> stores = new LinkedHashMap<>();
    catalog
        .entities()
        .forEach((name, entity) -> stores.put(name, entity.primary().mapping().store()));
    for (TypeBinding type : catalog.types().values()) {
      for (FieldBinding binding : type.fields().values()) {
        if (binding instanceof FieldBinding.RelationshipField field) {
          Mapping edge = field.relationship().edge();
          stores.put(edge.entity(), edge.store());
        }
      }
    }
    return stores;
  }

  private String selection(GraphQLObjectType type, int depth, int lists) {
    List<String> parts = new ArrayList<>();
    for (int i = draft.random.nextInt(4); i >= 0; i--) {
      double kind = draft.random.nextDouble();
      if (kind < 0.07) {
        parts.add(inline(type, depth, lists));
      } else if (kind < 0.16 && prefix.isEmpty()) {
        parts.add(spread(type, depth, lists));
      } else {
        parts.add(field(type, depth, lists));
      }
    }
    return "{ " + String.join(" ", parts) + " }";
  }

  private String inline(GraphQLObjectType type, int depth, int lists) {
    draft.features.add(Feature.FRAGMENT);
    String condition = draft.chance(0.3) ? "..." : "... on " + type.getName();
    return condition + condition() + " " + selection(type, depth - 1, lists);
  }

  private String spread(GraphQLObjectType type, int depth, int lists) {
    draft.features.add(Feature.FRAGMENT);
    for (Fragment known : draft.fragments) {
      if (known.type().equals(type.getName())
          && known.lists() >= lists
          && known.depth() <= depth
          && draft.chance(0.7)) {
        return "..." + known.name() + condition();
      }
    }
    String inner = selection(type, depth - 1, lists);
    String name = "F" + draft.fragments.size();
    String text = "fragment " + name + " on " + type.getName() + " " + inner;
    draft.fragments.add(new Fragment(name, type.getName(), lists, depth, text));
    return "..." + name + condition();
  }

  private String condition() {
    if (!draft.chance(0.12)) {
      return "";
    }
    draft.features.add(Feature.SKIP_INCLUDE);
    return draft.chance(0.1)
        ? condition("skip") + condition("include")
        : condition(draft.one(List.of("skip", "include")));
  }

  private String condition(String directive) {
    // Mostly so that the field stays.
    boolean flag = directive.equals("include") == draft.chance(0.7);
    String value =
        switch (draft.random.nextInt(3)) {
          case 0 -> "" + flag;
          case 1 -> draft.variable("Boolean!", flag);
          default -> draft.variable("Boolean! = " + flag);
        };
    return " @" + directive + "(if: " + value + ")";
  }

  private String field(GraphQLObjectType type, int depth, int lists) {
    if (draft.chance(0.05)) {
      return "__typename";
    }
    List<GraphQLFieldDefinition> allowed =
        type.getFields().stream().filter(field -> allowed(type, field, depth, lists)).toList();
    if (allowed.isEmpty()) {
      return "__typename";
    }
    GraphQLFieldDefinition field = draft.one(allowed);
    draft.budget--;
    String key = prefix + field.getName();
    FieldBinding binding = catalog.field(type.getName(), field.getName());
    if (binding instanceof FieldBinding.ValueField
        || (binding instanceof FieldBinding.JoinField join && join.join().when() != null)) {
      draft.features.add(Feature.EXPRESSION);
    }
    if (draft.chance(0.25)) {
      draft.features.add(Feature.ALIAS);
      key = "a" + draft.random.nextInt(3) + "_" + key;
    }
    String written = call(type, key, field) + condition() + inner(type, field, depth, lists);
    if (draft.chance(0.1)) {
      draft.features.add(Feature.MERGED_FIELD);
      written += " " + call(type, key, field) + inner(type, field, depth, lists);
    }
    return written;
  }

  private String call(GraphQLObjectType type, String key, GraphQLFieldDefinition field) {
    String place = type.getName() + " " + key;
    String known = draft.calls.get(place);
    if (known == null) {
      String alias = key.equals(field.getName()) ? "" : key + ": ";
      known = alias + field.getName() + arguments.write(type.getName(), field);
      draft.calls.put(place, known);
    }
    return known;
  }

  private String inner(GraphQLObjectType type, GraphQLFieldDefinition field, int depth, int lists) {
    if (!ArgumentGenerator.isObject(field)) {
      return "";
    }
    int deeper = isStructure(type) ? depth : depth - 1;
    int listed = lists + (isList(field) ? 1 : 0);
    String outer = prefix;
    prefix = "";
    String inner =
        GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType of
            ? selection(of, deeper, listed)
            : several(GraphQLTypeUtil.unwrapAll(field.getType()), deeper, listed);
    prefix = outer;
    return " " + inner;
  }

  /// Of an interface or a union. Its types call their fields by names of their own, since equal
  /// names would have to mean the same.
  private String several(GraphQLType type, int depth, int lists) {
    draft.features.add(Feature.ABSTRACT);
    List<String> parts = new ArrayList<>();
    List<GraphQLObjectType> members;
    if (type instanceof GraphQLInterfaceType face) {
      members = Objects.requireNonNull(catalog.schema().getImplementations(face));
      face.getFields().stream()
          .filter(field -> !ArgumentGenerator.isObject(field) && draft.chance(0.4))
          .forEach(field -> parts.add("i_" + field.getName() + ": " + field.getName()));
    } else {
      members =
          ((GraphQLUnionType) type).getTypes().stream().map(GraphQLObjectType.class::cast).toList();
    }
    if (parts.isEmpty() || draft.chance(0.5)) {
      parts.add("__typename");
    }
    for (GraphQLObjectType member : members) {
      if (draft.chance(0.7)) {
        prefix = member.getName() + "_";
        parts.add(
            "... on " + member.getName() + condition() + " " + selection(member, depth, lists));
        prefix = "";
      }
    }
    return "{ " + String.join(" ", parts) + " }";
  }

  private boolean allowed(
      GraphQLObjectType type, GraphQLFieldDefinition field, int depth, int lists) {
    if (!ArgumentGenerator.isObject(field)) {
      return true;
    }
    if (isList(field) && lists == LISTS) {
      return false;
    }
    return isStructure(type) || (depth > 0 && draft.budget > 0);
  }

  private static boolean isList(GraphQLFieldDefinition field) {
    return GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLList;
  }

  /// Connections and edges hold no values of their own, so that they always go on.
  private boolean isStructure(GraphQLObjectType type) {
    Kind kind = Objects.requireNonNull(catalog.types().get(type.getName())).kind();
    return kind == Kind.CONNECTION || kind == Kind.EDGE;
  }
}
