package dev.polyphony.schema.sdl;

import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.TypeBinding;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads SDL into a catalog. Whatever is wrong is reported, all of it together.
public final class SchemaReader {
  private SchemaReader() {}

  /// One file.
  public record Sdl(String file, String text) {}

  /// @param catalog null exactly when there are errors
  public record Outcome(@Nullable Catalog catalog, List<Problem> problems) {
    public Outcome {
      problems = List.copyOf(problems);
    }
  }

  /// @param problems those found so far, of the configuration
  public static Outcome read(
      List<Sdl> files, Map<String, StoreDeclaration> stores, Limits limits, Problems problems) {
    SdlFiles read = SdlFiles.read(files, problems);
    Reading reading =
        new Reading(read.types(), read.abstracts(), read.enums(), read.inputs(), stores, problems);
    DirectiveCheck directives = new DirectiveCheck(problems);
    directives.links(read.links());
    read.types().values().forEach(directives::type);
    reading.abstracts().values().forEach(directives::abstractType);
    read.enums().values().forEach(directives::enumType);
    new NameCheck(reading).check(files);
    new AbstractCheck(reading).check();
    new UsageCheck(reading).check();
    new ShapeCheck(reading).connections();

    EntityReader entities = new EntityReader(reading, KeyTypes.of(reading));
    read.types().values().stream()
        .filter(type -> type.isEntity() && !UsageCheck.ROOTS.contains(type.name()))
        .forEach(entities::read);
    Map<String, TypeBinding> types = new LinkedHashMap<>(new TypeReader(reading).read());
    AccessRules access = new AccessReader(reading, types).read();
    if (problems.hasErrors()) {
      return new Outcome(null, problems.all());
    }
    ServedSchema served = new ServedSchema(reading, types);
    GraphQLSchema schema = served.build();
    types.putAll(served.relayTypes());
    if (schema == null) {
      return new Outcome(null, problems.all());
    }
    return new Outcome(
        new Catalog(stores, reading.entities(), types, limits, schema, access), problems.all());
  }

  static Location firstPlace(List<Sdl> files) {
    return Location.of(files.isEmpty() ? "schema" : files.getFirst().file());
  }
}
