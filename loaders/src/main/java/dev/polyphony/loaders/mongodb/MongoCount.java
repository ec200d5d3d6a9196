package dev.polyphony.loaders.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;
import org.jspecify.annotations.Nullable;

/// One `aggregate` that counts the documents that pass, by the values that they have at some
/// places: all together without places.
///
/// @param batch how many groups are asked for at once
record MongoCount(String collection, Clause filter, List<MongoField> by, int batch)
    implements MongoCommand {
  private static final String NUMBER = "n";

  /// Stands for an array where one value was expected: a find looks into it or does not, by how it
  /// got there, and some servers group unlike arrays together.
  static final Object UNSURE = new Object();

  MongoCount {
    by = List.copyOf(by);
  }

  /// Whether the values at a place can be grouped by. Paths of an aggregation do not choose, do not
  /// look into nested arrays, and take a number for a name.
  static boolean canGroup(MongoField place) {
    return place.paths().size() == 1
        && !place.inArray()
        && !("." + place.path() + ".").matches(".*\\.[0-9]+\\..*");
  }

  List<BsonDocument> pipeline() {
    List<BsonDocument> stages = new ArrayList<>();
    stages.add(new BsonDocument("$match", filter.bson()));
    boolean lists = by.stream().anyMatch(place -> place.column().list());
    if (lists) {
      // A document counts once for each of its values.
      BsonDocument places = new BsonDocument();
      for (int i = 0; i < by.size(); i++) {
        places.put("k" + i, distinct(new BsonString("$" + by.get(i).path())));
      }
      stages.add(new BsonDocument("$project", places));
      for (int i = 0; i < by.size(); i++) {
        stages.add(new BsonDocument("$unwind", new BsonString("$k" + i)));
      }
    }
    BsonDocument key = new BsonDocument();
    for (int i = 0; i < by.size(); i++) {
      key.put("k" + i, new BsonString("$" + (lists ? "k" + i : by.get(i).path())));
    }
    BsonDocument group = new BsonDocument("_id", by.isEmpty() ? BsonNull.VALUE : key);
    group.put(NUMBER, new BsonDocument("$sum", new BsonInt32(1)));
    stages.add(new BsonDocument("$group", group));
    return stages;
  }

  private static BsonDocument distinct(BsonValue place) {
    List<BsonValue> choice =
        List.of(
            new BsonDocument("$isArray", place),
            new BsonDocument("$setUnion", new BsonArray(List.of(place))),
            place);
    return new BsonDocument("$cond", new BsonArray(choice));
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  /// How many, and the normal form of each value of the group.
  @Override
  public @Nullable Object[] row(RawBsonDocument document) {
    @Nullable Object[] cells = new @Nullable Object[1 + by.size()];
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(document.getByteBuffer()))) {
      reader.readStartDocument();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        boolean number = reader.readName().equals(NUMBER);
        Object value = BsonCells.read(reader);
        if (number) {
          cells[0] = value instanceof Number count ? count.longValue() : 0L;
        } else if (value instanceof Map<?, ?> group) {
          for (int i = 0; i < by.size(); i++) {
            cells[1 + i] = normal(group.get("k" + i));
          }
        }
      }
    }
    return cells;
  }

  private static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> _ -> UNSURE;
      default -> BsonOrder.normal(value);
    };
  }

  @Override
  public String text() {
    String stages =
        pipeline().stream().skip(1).map(BsonDocument::toJson).collect(Collectors.joining(", "));
    return "%s.aggregate([{$match: %s}, %s])"
        .formatted(MongoCommand.shellName(collection), filter.text(), stages);
  }
}
