package dev.polyphony.resolvers.plan;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the introspection fields of an operation as a document of their own, which graphql-java
/// answers.
final class IntrospectionDocument {
  private IntrospectionDocument() {}

  static boolean isIntrospection(Field field) {
    return field.getName().equals("__schema") || field.getName().equals("__type");
  }

  static @Nullable Document of(
      OperationDefinition operation,
      Map<String, List<Field>> rootFields,
      Collection<FragmentDefinition> fragments) {
    List<Selection<?>> fields = new ArrayList<>();
    for (List<Field> merged : rootFields.values()) {
      if (isIntrospection(merged.getFirst())) {
        fields.addAll(merged);
      }
    }
    if (fields.isEmpty()) {
      return null;
    }
    SelectionSet selections = SelectionSet.newSelectionSet().selections(fields).build();
    Document.Builder document =
        Document.newDocument()
            .definition(
                operation.transform(
                    builder -> builder.selectionSet(selections).directives(List.of())));
    fragments.forEach(document::definition);
    return document.build();
  }
}
