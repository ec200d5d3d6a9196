package dev.polyphony.resolvers.oracle;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/// Makes a failing document shorter: drops fields and fragments while it still fails.
@SuppressWarnings("rawtypes") // as the builders of graphql-java's documents are
final class Shrinking {
  private static final int TRIES = 400;

  private final GraphQLSchema schema;
  private final Predicate<String> fails;
  private int tries;

  Shrinking(GraphQLSchema schema, Predicate<String> fails) {
    this.schema = schema;
    this.fails = fails;
  }

  String shrink(String document) {
    Document current = Parser.parse(document);
    for (int index = 0; tries < TRIES; ) {
      Remover remover = new Remover(index);
      Document shorter = pruned(remover.document(current));
      if (remover.seen <= index) {
        return AstPrinter.printAst(current);
      }
      tries++;
      if (remover.removed && isValid(shorter) && fails.test(AstPrinter.printAst(shorter))) {
        current = shorter;
      } else {
        index++;
      }
    }
    return AstPrinter.printAst(current);
  }

  private boolean isValid(Document document) {
    return new Validator().validateDocument(schema, document, Locale.ROOT).isEmpty();
  }

  /// Without the fragments and variables that nothing uses any more.
  private static Document pruned(Document document) {
    Document current = document;
    for (int size = -1; size != current.getDefinitions().size(); ) {
      size = current.getDefinitions().size();
      Document all = current;
      List<Definition> kept = new ArrayList<>();
      for (Definition<?> definition : all.getDefinitions()) {
        if (!(definition instanceof FragmentDefinition fragment)
            || contains(all, FragmentSpread.class, s -> s.getName().equals(fragment.getName()))) {
          kept.add(definition);
        }
      }
      current = all.transform(builder -> builder.definitions(kept));
    }
    return withUsedVariables(current);
  }

  private static Document withUsedVariables(Document document) {
    List<Definition> definitions = new ArrayList<>();
    for (Definition<?> definition : document.getDefinitions()) {
      definitions.add(
          definition instanceof OperationDefinition operation
              ? withUsedVariables(document, operation)
              : definition);
    }
    return document.transform(builder -> builder.definitions(definitions));
  }

  private static OperationDefinition withUsedVariables(
      Document document, OperationDefinition operation) {
    List<VariableDefinition> used =
        operation.getVariableDefinitions().stream()
            .filter(variable ->
                contains(
                    document,
                    VariableReference.class,
                    reference -> reference.getName().equals(variable.getName())))
            .toList();
    return operation.transform(builder -> builder.variableDefinitions(used));
  }

  private static <T> boolean contains(Node<?> node, Class<T> type, Predicate<T> wanted) {
    if (type.isInstance(node) && wanted.test(type.cast(node))) {
      return true;
    }
    for (Node<?> child : node.getChildren()) {
      if (contains(child, type, wanted)) {
        return true;
      }
    }
    return false;
  }

  /// Copies a document without the selection of one index, counted from the top.
  private static final class Remover {
    private final int index;
    private int seen;
    private boolean removed;

    Remover(int index) {
      this.index = index;
    }

    Document document(Document document) {
      List<Definition> definitions = new ArrayList<>();
      for (Definition<?> definition : document.getDefinitions()) {
        definitions.add(
            switch (definition) {
              case OperationDefinition operation -> {
                SelectionSet set = set(operation.getSelectionSet());
                yield operation.transform(builder -> builder.selectionSet(set));
              }
              case FragmentDefinition fragment -> {
                SelectionSet set = set(fragment.getSelectionSet());
                yield fragment.transform(builder -> builder.selectionSet(set));
              }
              default -> definition;
            });
      }
      return document.transform(builder -> builder.definitions(definitions));
    }

    private SelectionSet set(SelectionSet set) {
      List<Selection> kept = new ArrayList<>();
      for (Selection<?> selection : set.getSelections()) {
        if (seen++ == index && set.getSelections().size() > 1) {
          removed = true;
        } else {
          kept.add(inner(selection));
        }
      }
      return set.transform(builder -> builder.selections(kept));
    }

    private Selection<?> inner(Selection<?> selection) {
      if (selection instanceof Field field && field.getSelectionSet() != null) {
        SelectionSet set = set(Objects.requireNonNull(field.getSelectionSet()));
        return field.transform(builder -> builder.selectionSet(set));
      }
      if (selection instanceof InlineFragment fragment) {
        SelectionSet set = set(fragment.getSelectionSet());
        return fragment.transform(builder -> builder.selectionSet(set));
      }
      return selection;
    }
  }
}
