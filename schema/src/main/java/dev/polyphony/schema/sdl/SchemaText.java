package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.Catalog;
import graphql.schema.idl.SchemaPrinter;

/// The served schema as SDL, for editors, linters and code generators.
public final class SchemaText {
  private SchemaText() {}

  public static String print(Catalog catalog) {
    SchemaPrinter.Options options =
        SchemaPrinter.Options.defaultOptions()
            .includeScalarTypes(true)
            .includeSchemaDefinition(false)
            .includeDirectiveDefinitions(false);
    return new SchemaPrinter(options).print(catalog.schema());
  }
}
