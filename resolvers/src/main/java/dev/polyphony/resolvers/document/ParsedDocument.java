package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.schema.catalog.Catalog;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document that was parsed and validated: its operations, or why there are none.
public final class ParsedDocument {
  private final Map<String, PlannedOperation> operations = new LinkedHashMap<>();
  private final List<RequestError> errors;

  ParsedDocument(List<RequestError> errors) {
    this.errors = List.copyOf(errors);
  }

  ParsedDocument(Document document, Catalog catalog) {
    this.errors = List.of();
    Map<String, FragmentDefinition> fragments = fragments(document);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      String name = operation.getName() == null ? "" : operation.getName();
      operations.put(name, new PlannedOperation(operation, fragments, catalog));
    }
  }

  static Map<String, FragmentDefinition> fragments(Document document) {
    Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment);
    }
    return fragments;
  }

  /// The operation of that name; without a name, the only one.
  public PlannedOperation operation(@Nullable String name) throws RequestException {
    if (!errors.isEmpty()) {
      throw new RequestException(errors);
    }
    if (name == null || name.isEmpty()) {
      if (operations.size() == 1) {
        return operations.values().iterator().next();
      }
      throw unresolved(
          operations.isEmpty()
              ? "The document holds no operation"
              : "The document holds several operations; give operationName");
    }
    PlannedOperation operation = operations.get(name);
    if (operation == null) {
      throw unresolved("The document holds no operation named " + name);
    }
    return operation;
  }

  private static RequestException unresolved(String message) {
    return new RequestException(
        List.of(RequestError.of(ErrorCode.OPERATION_RESOLUTION_FAILURE, message)));
  }
}
