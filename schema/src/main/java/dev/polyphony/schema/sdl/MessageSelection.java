package dev.polyphony.schema.sdl;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message holds, as `@eventStream(message:)` says it: a selection of plain fields.
///
/// @param fields by name, with what is selected of them; nothing where they are values
record MessageSelection(Map<String, MessageSelection> fields) {
  private static final MessageSelection NONE = new MessageSelection(Map.of());

  /// Says what is wrong with the text.
  static final class NoSelection extends Exception {
    private static final long serialVersionUID = 1L;

    NoSelection(String message) {
      super(message);
    }
  }

  static MessageSelection parse(String text) throws NoSelection {
    if (!text.strip().startsWith("{")) {
      throw new NoSelection("is no selection");
    }
    try {
      Document document = Parser.parse(text);
      if (document.getDefinitions().size() == 1
          && document.getDefinitions().getFirst() instanceof OperationDefinition operation) {
        return of(operation.getSelectionSet());
      }
    } catch (InvalidSyntaxException e) {
      throw new NoSelection("is no selection: " + e.getMessage());
    }
    throw new NoSelection("is more than one selection");
  }

  private static MessageSelection of(@Nullable SelectionSet set) throws NoSelection {
    if (set == null) {
      return NONE;
    }
    Map<String, MessageSelection> fields = new LinkedHashMap<>();
    for (Selection<?> selection : set.getSelections()) {
      if (!(selection instanceof Field field) || !isPlain(field)) {
        throw new NoSelection("has more than plain fields in it");
      }
      if (fields.put(field.getName(), of(field.getSelectionSet())) != null) {
        throw new NoSelection("names `" + field.getName() + "` twice");
      }
    }
    return new MessageSelection(fields);
  }

  private static boolean isPlain(Field field) {
    return field.getAlias() == null
        && field.getArguments().isEmpty()
        && field.getDirectives().isEmpty();
  }

  List<String> names() {
    return List.copyOf(fields.keySet());
  }
}
