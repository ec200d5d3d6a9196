package dev.polyphony.schema.sdl;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// The one file that defines every directive.
public final class DirectiveDefinitions {
  private static final String FILE = "/dev/polyphony/schema/directives.graphqls";

  private static final Document DOCUMENT = Parser.parse(text());
  private static final Set<String> PRINTED =
      DOCUMENT.getDefinitions().stream()
          .map(AstPrinter::printAstCompact)
          .collect(Collectors.toUnmodifiableSet());

  private DirectiveDefinitions() {}

  /// The definitions as SDL, with descriptions.
  public static String text() {
    try (InputStream in = DirectiveDefinitions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document document() {
    return DOCUMENT;
  }

  /// Whether it is one of ours, word for word.
  static boolean contains(Definition<?> definition) {
    return PRINTED.contains(AstPrinter.printAstCompact(definition));
  }
}
