package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Declarations.JoinInto;
import dev.polyphony.loaders.Differences;
import dev.polyphony.loaders.mongodb.MongoInventory.FoundIndex;
import dev.polyphony.loaders.mongodb.MongoSample.Tally;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares declarations with collections: that they are there, their indexes, and what some of
/// their documents hold.
final class MongoVerification {
  private final MongoInventory inventory;
  private final Differences differences = new Differences();

  MongoVerification(MongoInventory inventory) {
    this.inventory = inventory;
  }

  List<Problem> verify(Declarations declared) {
    for (Mapping mapping : declared.mappings()) {
      MongoSample sample = inventory.samples().get(mapping);
      if (sample == null) {
        differences.missingSource(
            mapping,
            "collection or view",
            Differences.didYouMean(mapping.from(), inventory.collections().keySet())
                + "Mend `from`, or put a document into it: collections come to be so");
      } else {
        sample.tallies().forEach(tally -> verify(mapping, tally));
        verifyIndexes(mapping);
      }
    }
    declared.joins().forEach(this::verify);
    return differences.all();
  }

  private void verify(Mapping mapping, Tally tally) {
    Column column = tally.column();
    if (tally.objects() == 0) {
      return;
    }
    if (tally.present() == 0) {
      differences.warning(
          "MISSING_COLUMN",
          column.location(),
          "none of %s of `%s` in %s has %s, which %s.%s is read from"
              .formatted(
                  looked(tally),
                  mapping.from(),
                  mapping.store(),
                  Differences.quoted(column.names()),
                  mapping.entity(),
                  tally.field()),
          Differences.didYouMean(column.name(), tally.names())
              + "Name the field of the documents by `@column(name:)`");
      return;
    }
    verifyType(mapping, tally);
    int absent = tally.objects() - tally.present();
    if (absent > 0 && !column.nullable()) {
      differences.warning(
          "NULLABLE_COLUMN",
          column.location(),
          "`%s` is null or missing in %d of %s of `%s`, and %s.%s promises that it is not"
              .formatted(
                  column.name(),
                  absent,
                  looked(tally),
                  mapping.from(),
                  mapping.entity(),
                  tally.field()),
          "Leave out the `!`, or fill it in");
    }
  }

  private static String looked(Tally tally) {
    String what = tally.field().indexOf('.') < 0 ? "documents" : "objects";
    return "%d %s looked at".formatted(tally.objects(), what);
  }

  private void verifyType(Mapping mapping, Tally tally) {
    int unfit = tally.unfit();
    if (unfit == 0) {
      return;
    }
    String found =
        "`%s` of `%s` is %s in %d of %s"
            .formatted(
                tally.column().name(),
                mapping.from(),
                String.join(" or ", tally.unfitTypes()),
                unfit,
                looked(tally));
    if (unfit == tally.present()) {
      differences.storedType(mapping, tally.column(), tally.field(), found, "");
    } else {
      differences.someStoredType(mapping, tally.column(), tally.field(), found, "");
    }
  }

  private void verifyIndexes(Mapping mapping) {
    List<FoundIndex> indexes = inventory.indexes().get(mapping.from());
    if (indexes == null) {
      return;
    }
    verifyUnique(mapping, indexes, mapping.key(), mapping.location());
    mapping.uniqueKeys().forEach(key -> verifyUnique(mapping, indexes, key, mapping.location()));
    for (Index index : mapping.indexes()) {
      List<String> paths = paths(mapping, index.fields());
      if (index.unique()) {
        verifyUnique(mapping, indexes, index.fields(), index.location());
      } else if (paths != null && indexes.stream().noneMatch(found -> found.beginsWith(paths))) {
        differences.warning(
            "MISSING_INDEX",
            index.location(),
            "no index of `%s` in %s begins with %s in this order"
                .formatted(mapping.from(), mapping.store(), Differences.quoted(paths)),
            create(mapping, paths, ""));
      }
    }
  }

  private void verifyUnique(
      Mapping mapping, List<FoundIndex> indexes, List<FieldPath> key, Location location) {
    List<String> paths = paths(mapping, key);
    if (paths != null && indexes.stream().noneMatch(found -> found.isUniqueWithin(paths))) {
      differences.error(
          "KEY_NOT_UNIQUE",
          location,
          "no unique index of `%s` in %s is over %s, and %s declares them unique"
              .formatted(
                  mapping.from(), mapping.store(), Differences.quoted(paths), mapping.entity()),
          create(mapping, paths, ", {unique: true}") + ", or declare a key that is unique");
    }
  }

  private void verify(JoinInto join) {
    Mapping mapping = join.mapping();
    List<FoundIndex> indexes = inventory.indexes().get(mapping.from());
    List<String> paths = paths(mapping, join.remote());
    if (indexes == null || paths == null || join.isDeclared()) {
      return;
    }
    boolean served =
        indexes.stream()
            .anyMatch(found -> found.beginsWithAll(paths) || found.isUniqueWithin(paths));
    if (!served) {
      differences.warning(
          "JOIN_WITHOUT_INDEX",
          mapping.column(join.remote().getFirst()).location(),
          "%s finds documents of `%s` in %s by %s, which no index begins with"
              .formatted(join.field(), mapping.from(), mapping.store(), Differences.quoted(paths)),
          create(mapping, paths, ""));
    }
  }

  private static String create(Mapping mapping, List<String> paths, String options) {
    return paths.stream()
        .map(path -> (path.indexOf('.') < 0 ? path : '"' + path + '"') + ": 1")
        .collect(
            Collectors.joining(
                ", ",
                "db." + MongoCommand.shellName(mapping.from()) + ".createIndex({",
                "}" + options + ")"));
  }

  /// Null where a field lies in one of several places, which no index covers.
  private static @Nullable List<String> paths(Mapping mapping, List<FieldPath> fields) {
    List<MongoField> places = fields.stream().map(field -> MongoField.of(mapping, field)).toList();
    return places.stream().allMatch(place -> place.paths().size() == 1)
        ? places.stream().map(MongoField::path).toList()
        : null;
  }
}
