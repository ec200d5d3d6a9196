package dev.polyphony.schema.sdl;

import graphql.language.Document;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The one file that defines every directive.
public final class DirectiveDefinitions {
  private static final String FILE = "/dev/polyphony/schema/directives.graphqls";

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
    return Parser.parse(text());
  }
}
