package dev.polyphony.loaders.contract;

import static java.util.Objects.requireNonNull;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.util.List;
import java.util.Map;

/// What a schema says of a store named `store`.
public final class DeclaredSchema {
  private DeclaredSchema() {}

  public static Declarations of(StoreRules rules, String sdl) {
    StoreDeclaration store =
        new StoreDeclaration(
            "store", rules, ValueType.TEXT, rules.snakeCase(), Location.of("polyphony.yaml"));
    Problems problems = new Problems();
    var read =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("schema.graphql", sdl)),
            Map.of("store", store),
            Limits.DEFAULT,
            problems);
    return Declarations.of(
        requireNonNull(read.catalog(), () -> problems.all().toString()), "store");
  }

  /// Without the file, and the place on its line.
  public static String text(Problem problem) {
    return "%d %s %s: %s. %s"
        .formatted(
            problem.location().line(),
            problem.severity(),
            problem.kind(),
            problem.message(),
            problem.remedy());
  }
}
