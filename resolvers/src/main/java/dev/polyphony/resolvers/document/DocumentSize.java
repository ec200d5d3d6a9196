package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.errors.ErrorCode;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures an operation against the bounds, fragments counted where they are spread. Each fragment
/// is measured once, so that a document of few words cannot cost exponential time.
final class DocumentSize {
  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Size> measured = new HashMap<>();

  /// @param depth of nested fields
  /// @param rootFields fields of the set itself, not of those below
  private record Size(long depth, long aliases, long rootFields, boolean introspects) {
    static final Size NONE = new Size(0, 0, 0, false);

    Size plus(Size other) {
      return new Size(
          Math.max(depth, other.depth),
          Math.min(Integer.MAX_VALUE, aliases + other.aliases),
          Math.min(Integer.MAX_VALUE, rootFields + other.rootFields),
          introspects || other.introspects);
    }
  }

  DocumentSize(Map<String, FragmentDefinition> fragments) {
    this.fragments = fragments;
  }

  /// Why the operation is refused, or null. Its document is valid: fragments exist and do not
  /// spread themselves.
  @Nullable RequestError check(OperationDefinition operation, EngineLimits limits) {
    Size size = of(operation.getSelectionSet());
    if (size.depth > limits.depth()) {
      return tooLarge("nests fields " + size.depth + " deep", limits.depth());
    }
    if (size.aliases > limits.aliases()) {
      return tooLarge("has " + size.aliases + " aliases", limits.aliases());
    }
    if (size.rootFields > limits.rootFields()) {
      return tooLarge("has " + size.rootFields + " root fields", limits.rootFields());
    }
    return size.introspects && !limits.introspection()
        ? RequestError.of(
            ErrorCode.GRAPHQL_VALIDATION_FAILED, "Introspection is switched off on this server")
        : null;
  }

  private static RequestError tooLarge(String what, int limit) {
    return RequestError.of(
        ErrorCode.DOCUMENT_TOO_LARGE,
        "The operation " + what + "; at most " + limit + " are allowed");
  }

  private Size of(@Nullable SelectionSet set) {
    Size size = Size.NONE;
    if (set != null) {
      for (Selection<?> selection : set.getSelections()) {
        size = size.plus(of(selection));
      }
    }
    return size;
  }

  private Size of(Selection<?> selection) {
    return switch (selection) {
      case Field field -> field(field);
      case InlineFragment fragment -> of(fragment.getSelectionSet());
      case FragmentSpread spread -> {
        Size known = measured.get(spread.getName());
        if (known == null) {
          FragmentDefinition fragment = fragments.get(spread.getName());
          known = fragment == null ? Size.NONE : of(fragment.getSelectionSet());
          measured.put(spread.getName(), known);
        }
        yield known;
      }
      default -> Size.NONE;
    };
  }

  private Size field(Field field) {
    Size below = of(field.getSelectionSet());
    boolean introspects = field.getName().equals("__schema") || field.getName().equals("__type");
    return new Size(
        below.depth + 1,
        below.aliases + (field.getAlias() == null ? 0 : 1),
        1,
        introspects || below.introspects);
  }
}
