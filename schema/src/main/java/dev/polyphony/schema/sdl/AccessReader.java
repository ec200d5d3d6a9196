package dev.polyphony.schema.sdl;

import dev.polyphony.schema.access.AccessRule;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.FieldAccess;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.FieldBinding.PathField;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.TypeBinding;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads who may see what. A field is as restricted as itself, its type, the type that it leads to,
/// and everything that it is reached through, together.
final class AccessReader {
  private final Reading reading;
  private final Map<String, TypeBinding> types;
  private final Map<String, Set<AccessRule>> ofTypes = new LinkedHashMap<>();
  private final Map<String, Map<String, Set<AccessRule>>> ofFields = new LinkedHashMap<>();
  private boolean restricted;

  AccessReader(Reading reading, Map<String, TypeBinding> types) {
    this.reading = reading;
    this.types = types;
  }

  AccessRules read() {
    reading.types().values().forEach(this::write);
    for (AbstractSource type : reading.abstracts().values()) {
      write(type.type());
      type.members().forEach(member -> take(type, member));
    }
    if (!restricted) {
      return AccessRules.NONE;
    }
    Map<String, Map<String, FieldAccess>> access = new LinkedHashMap<>();
    for (SourceType type : reading.types().values()) {
      Map<String, FieldAccess> fields = new LinkedHashMap<>();
      type.fields().values().forEach(field -> fields.put(field.getName(), access(type, field)));
      access.put(type.name(), fields);
    }
    return new AccessRules(access);
  }

  private void write(SourceType type) {
    ofTypes.put(type.name(), written(type.directives(), type.name()));
    Map<String, Set<AccessRule>> fields = new LinkedHashMap<>();
    for (FieldDefinition field : type.fields().values()) {
      String coordinates = Sdl.coordinates(type, field);
      fields.put(field.getName(), written(field.getDirectives(), coordinates));
    }
    ofFields.put(type.name(), fields);
  }

  /// What leads to an interface or a union, leads to each of its members; what is said of an
  /// interface's field, is said of the members' fields.
  private void take(AbstractSource type, String member) {
    ofTypes.computeIfAbsent(type.name(), _ -> new LinkedHashSet<>()).addAll(ofType(member));
    Map<String, Set<AccessRule>> own = ofFields.getOrDefault(member, Map.of());
    Map<String, Set<AccessRule>> promised = ofFields.getOrDefault(type.name(), Map.of());
    for (Map.Entry<String, Set<AccessRule>> field : promised.entrySet()) {
      own.getOrDefault(field.getKey(), new LinkedHashSet<>()).addAll(field.getValue());
    }
  }

  private Set<AccessRule> written(List<Directive> directives, String owner) {
    Set<AccessRule> rules = new LinkedHashSet<>();
    for (Directive directive : directives) {
      switch (directive.getName()) {
        case "authenticated" -> rules.add(AccessRule.AUTHENTICATED);
        case "requiresScopes" -> rules.add(scopes(directive, owner));
        default -> {}
      }
    }
    restricted |= !rules.isEmpty();
    return rules;
  }

  private AccessRule scopes(Directive directive, String owner) {
    List<Set<String>> alternatives = new ArrayList<>();
    for (Value<?> alternative : elements(Sdl.value(directive, "scopes"))) {
      Set<String> scopes = new LinkedHashSet<>();
      for (Value<?> scope : elements(alternative)) {
        scopes.add(scope instanceof StringValue text ? text.getValue() : "");
      }
      alternatives.add(scopes);
    }
    boolean complete =
        !alternatives.isEmpty() && alternatives.stream().allMatch(AccessReader::isComplete);
    if (!complete) {
      reading
          .problems()
          .error(
              "WRONG_SCOPES",
              Sdl.location(directive),
              "@requiresScopes at "
                  + owner
                  + " has an empty list, or a scope that is no single word",
              "Write alternatives, each a list of scopes: `scopes: [[\"read\", \"staff\"], [\"admin\"]]`;"
                  + " @authenticated asks for no scope");
    }
    return new AccessRule(alternatives);
  }

  private static boolean isComplete(Set<String> scopes) {
    return !scopes.isEmpty() && scopes.stream().allMatch(scope -> scope.matches("\\S+"));
  }

  /// A single value counts as a list of one, as everywhere in GraphQL.
  private static List<Value<?>> elements(@Nullable Value<?> value) {
    return switch (value) {
      case null -> List.of();
      case ArrayValue list -> list.getValues().stream().<Value<?>>map(one -> one).toList();
      default -> List.of(value);
    };
  }

  private FieldAccess access(SourceType type, FieldDefinition field) {
    TypeBinding bound = types.get(type.name());
    FieldBinding binding = bound == null ? null : bound.fields().get(field.getName());
    Set<AccessRule> rules = new LinkedHashSet<>(ofType(type.name()));
    rules.addAll(ofField(type.name(), field.getName()));
    rules.addAll(ofType(Sdl.name(field.getType())));
    String target = binding == null ? null : target(binding);
    rules.addAll(ofType(target));
    Map<String, Set<AccessRule>> arguments = new LinkedHashMap<>();
    Set<AccessRule> order = new LinkedHashSet<>();
    if (binding != null) {
      gather(type.name(), binding, rules, arguments, order);
    }
    return new FieldAccess(rules, target, arguments, order);
  }

  private void gather(
      String type,
      FieldBinding binding,
      Set<AccessRule> rules,
      Map<String, Set<AccessRule>> arguments,
      Set<AccessRule> order) {
    switch (binding) {
      case FieldBinding.ValueField value ->
          value.formula().fields().forEach(read -> rules.addAll(along(type, read)));
      case PathField path -> rules.addAll(along(type, path.path()));
      case FieldBinding.PathJoinField path -> rules.addAll(along(type, path.path()));
      case LookupField lookup ->
          lookup.key().forEach(key -> rules.addAll(along(lookup.entity(), key)));
      case LookupManyField lookup ->
          lookup.key().forEach(key -> rules.addAll(along(lookup.entity(), key)));
      case AbstractField several ->
          several.members().forEach(member -> gather(type, member, rules, arguments, order));
      default -> {}
    }
    if (binding instanceof FieldBinding.StreamField(EventStream stream, _)) {
      arguments(stream.message().entity(), stream.filters(), arguments);
    }
    ListBinding list = binding.listed();
    if (list != null) {
      arguments(list.entity(), list.filters(), arguments);
      list.order().forEach(one -> order.addAll(along(list.entity(), one.field())));
    }
  }

  private static @Nullable String target(FieldBinding binding) {
    ListBinding list = binding.listed();
    return switch (binding) {
      case EmbeddedField embedded -> embedded.type();
      case JoinField join -> join.join().entity();
      case FieldBinding.PathJoinField path -> path.join().entity();
      case NativeField text -> text.type();
      case LookupField lookup -> lookup.entity();
      case LookupManyField lookup -> lookup.entity();
      case AbstractField several -> several.type();
      case FieldBinding.StreamField stream -> target(stream.payload());
      default -> list == null ? null : list.entity();
    };
  }

  private void arguments(
      String type,
      List<ListBinding.ArgumentFilter> filters,
      Map<String, Set<AccessRule>> arguments) {
    for (ListBinding.ArgumentFilter filter : filters) {
      Set<AccessRule> rules = along(type, filter.field());
      if (!rules.isEmpty()) {
        arguments.computeIfAbsent(filter.argument(), _ -> new LinkedHashSet<>()).addAll(rules);
      }
    }
  }

  /// The rules of each step of a path and of where it leads. Paths that lead nowhere are reported
  /// elsewhere.
  private Set<AccessRule> along(String start, FieldPath path) {
    Set<AccessRule> rules = new LinkedHashSet<>();
    String type = start;
    for (String segment : path.segments()) {
      TypeBinding bound = types.get(type);
      FieldBinding step = bound == null ? null : bound.fields().get(segment);
      if (step == null) {
        break;
      }
      rules.addAll(ofType(type));
      rules.addAll(ofField(type, segment));
      String target = target(step);
      rules.addAll(ofType(target));
      if (target == null) {
        break;
      }
      type = target;
    }
    return rules;
  }

  private Set<AccessRule> ofType(@Nullable String type) {
    return type == null ? Set.of() : ofTypes.getOrDefault(type, Set.of());
  }

  private Set<AccessRule> ofField(String type, String field) {
    return ofFields.getOrDefault(type, Map.of()).getOrDefault(field, Set.of());
  }
}
