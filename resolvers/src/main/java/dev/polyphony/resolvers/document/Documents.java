package dev.polyphony.resolvers.document;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.errors.ClientMessage;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.schema.catalog.Catalog;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import graphql.validation.GoodFaithIntrospectionExceeded;
import java.util.ArrayList;
import java.util.List;

/// Documents by their text: parsed, validated and measured once, and kept in a bounded cache.
public final class Documents {
  private final Catalog catalog;
  private final EngineLimits limits;
  private final Cache<String, ParsedDocument> parsed;

  public Documents(Catalog catalog, EngineLimits limits) {
    this.catalog = catalog;
    this.limits = limits;
    this.parsed = Caffeine.newBuilder().maximumSize(limits.documents()).build();
  }

  public ParsedDocument get(String text) {
    return parsed.get(text, this::parse);
  }

  private ParsedDocument parse(String text) {
    RequestError refusal = DocumentScan.check(text, limits);
    if (refusal != null) {
      return new ParsedDocument(List.of(refusal));
    }
    ExecutionInput input = ExecutionInput.newExecutionInput(text).build();
    ParserOptions options =
        ParserOptions.getDefaultOperationParserOptions()
            .transform(builder ->
                builder
                    .maxTokens(limits.tokens())
                    .maxWhitespaceTokens(limits.tokens() * 10)
                    .captureIgnoredChars(false)
                    .captureLineComments(false));
    input.getGraphQLContext().put(ParserOptions.class, options);
    ParseAndValidateResult result;
    try {
      result = ParseAndValidate.parseAndValidate(catalog.schema(), input);
    } catch (GoodFaithIntrospectionExceeded e) {
      String message =
          "The document asks too much of the schema: " + e.toBadFaithError().getMessage();
      return new ParsedDocument(List.of(RequestError.of(ErrorCode.DOCUMENT_TOO_LARGE, message)));
    }
    if (result.isFailure()) {
      boolean syntax = result.getSyntaxException() != null;
      return new ParsedDocument(
          result.getErrors().stream().map(error -> error(error, syntax)).toList());
    }
    return measured(requireNonNull(result.getDocument()));
  }

  private ParsedDocument measured(Document document) {
    DocumentSize size = new DocumentSize(ParsedDocument.fragments(document));
    List<RequestError> errors = new ArrayList<>();
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      RequestError error = size.check(operation, limits);
      if (error != null) {
        errors.add(error);
      }
    }
    return errors.isEmpty() ? new ParsedDocument(document, catalog) : new ParsedDocument(errors);
  }

  private static RequestError error(GraphQLError error, boolean syntax) {
    List<RequestError.Location> locations = new ArrayList<>();
    if (error.getLocations() != null) {
      error
          .getLocations()
          .forEach(place ->
              locations.add(new RequestError.Location(place.getLine(), place.getColumn())));
    }
    ErrorCode code = syntax ? ErrorCode.GRAPHQL_PARSE_FAILED : ErrorCode.GRAPHQL_VALIDATION_FAILED;
    return new RequestError(
        code, ClientMessage.of(error.getMessage(), "The document is not acceptable"), locations);
  }
}
