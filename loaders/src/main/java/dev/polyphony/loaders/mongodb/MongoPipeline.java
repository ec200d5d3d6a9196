package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/// A native text of MongoDB: `["collection", [stages of an aggregation]]` as extended JSON, read
/// once. Values take their places in what was read, never in the text.
final class MongoPipeline {
  /// Stands where a placeholder is.
  private static final String MARK = "$polyphony";

  private static final Set<String> STAGES =
      Set.of(
          "$addFields",
          "$bucket",
          "$bucketAuto",
          "$count",
          "$densify",
          "$facet",
          "$fill",
          "$geoNear",
          "$graphLookup",
          "$group",
          "$limit",
          "$lookup",
          "$match",
          "$project",
          "$redact",
          "$replaceRoot",
          "$replaceWith",
          "$sample",
          "$set",
          "$setWindowFields",
          "$skip",
          "$sort",
          "$sortByCount",
          "$unionWith",
          "$unset",
          "$unwind");

  /// Code that the server would run.
  private static final Set<String> CODE = Set.of("$accumulator", "$function", "$where");

  /// What a value means where it stands.
  private enum Place {
    /// The stages of a pipeline.
    STAGES,
    /// A condition: values are values.
    CONDITION,
    /// Text that begins with `$` names a field here, so that values are marked as such.
    EXPRESSION,
    /// A number and nothing else.
    NUMBER,
    /// Pipelines by name.
    PIPELINES,
    /// What a stage that reads another collection is told.
    SEARCH
  }

  private final String collection;
  private final BsonArray stages;
  private final String text;

  private MongoPipeline(String collection, BsonArray stages, String text) {
    this.collection = collection;
    this.stages = stages;
    this.text = text;
  }

  /// @throws IllegalArgumentException when the text is none or does more than to read; the message
  ///   continues "The text of …"
  static MongoPipeline of(NativeStatement statement) {
    String marked = NativeTexts.with(statement, part -> "{\"" + MARK + "\": " + mark(part) + "}");
    BsonArray read;
    try {
      read = BsonArray.parse(marked);
    } catch (JsonParseException | BSONException | IllegalArgumentException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getMessage(), e);
    }
    if (read.size() != 2 || !read.get(0).isString() || !read.get(1).isArray()) {
      throw new IllegalArgumentException("is not of the form [\"collection\", [stages]]");
    }
    BsonArray stages = read.get(1).asArray();
    check(stages, Place.STAGES);
    long placeholders = statement.parts().stream().filter(p -> !(p instanceof Part.Text)).count();
    if (marks(stages) != placeholders) {
      throw new IllegalArgumentException(
          "has a placeholder inside quotes or outside the stages, where no value is bound");
    }
    String shown = NativeTexts.with(statement, _ -> "?").strip();
    return new MongoPipeline(read.get(0).asString().getValue(), stages, shown);
  }

  private static int mark(Part part) {
    return switch (part) {
      case Part.Argument argument -> argument.index();
      case Part.Key key -> -1 - key.index();
      case Part.Text _ -> throw new IllegalArgumentException("text is no placeholder");
    };
  }

  private static boolean isMark(BsonValue value) {
    return value.isDocument() && value.asDocument().containsKey(MARK);
  }

  private static int marks(BsonValue value) {
    if (isMark(value)) {
      return 1;
    }
    int marks = 0;
    for (BsonValue inside : inside(value)) {
      marks += marks(inside);
    }
    return marks;
  }

  private static Iterable<BsonValue> inside(BsonValue value) {
    return value.isDocument()
        ? value.asDocument().values()
        : value.isArray() ? value.asArray() : List.of();
  }

  private static void check(BsonValue value, Place place) {
    if (value.isDocument()) {
      for (Map.Entry<String, BsonValue> member : value.asDocument().entrySet()) {
        String name = member.getKey();
        if (place == Place.STAGES && !STAGES.contains(name)) {
          throw new IllegalArgumentException("has the stage " + name + ", which is not admitted");
        }
        if (CODE.contains(name)) {
          throw new IllegalArgumentException("has code in " + name + ", which is not admitted");
        }
        check(member.getValue(), below(name, place));
      }
    } else if (value.isArray()) {
      value.asArray().forEach(element -> check(element, place));
    } else if (place == Place.STAGES) {
      throw new IllegalArgumentException("has a stage that is no object");
    }
  }

  /// The place of what lies under a name.
  private static Place below(String name, Place place) {
    return switch (place) {
      case STAGES ->
          switch (name) {
            case "$match" -> Place.CONDITION;
            case "$limit", "$skip", "$sample" -> Place.NUMBER;
            case "$facet" -> Place.PIPELINES;
            case "$geoNear", "$graphLookup", "$lookup", "$unionWith" -> Place.SEARCH;
            default -> Place.EXPRESSION;
          };
      case PIPELINES -> Place.STAGES;
      case SEARCH ->
          switch (name) {
            case "pipeline" -> Place.STAGES;
            case "query", "restrictSearchWithMatch" -> Place.CONDITION;
            default -> Place.EXPRESSION;
          };
      case CONDITION -> name.equals("$expr") ? Place.EXPRESSION : place;
      case EXPRESSION, NUMBER -> place;
    };
  }

  String collection() {
    return collection;
  }

  /// As it was written, with `?` in place of the values.
  String text() {
    return text;
  }

  /// @param arguments the value of an argument, by its index
  /// @param keys the value of a key, by its index
  /// @param limit how many documents it gives at most
  List<BsonDocument> stages(
      IntFunction<BsonValue> arguments, IntFunction<BsonValue> keys, int limit) {
    List<BsonDocument> bound = new ArrayList<>();
    for (BsonValue stage : stages) {
      bound.add(bound(stage, Place.STAGES, arguments, keys).asDocument());
    }
    bound.add(new BsonDocument("$limit", new BsonInt32(limit)));
    return bound;
  }

  private static BsonValue bound(
      BsonValue value, Place place, IntFunction<BsonValue> arguments, IntFunction<BsonValue> keys) {
    if (isMark(value)) {
      int mark = value.asDocument().getInt32(MARK).getValue();
      BsonValue given = mark >= 0 ? arguments.apply(mark) : keys.apply(-1 - mark);
      return place == Place.EXPRESSION ? new BsonDocument("$literal", given) : given;
    }
    if (value.isDocument()) {
      BsonDocument document = new BsonDocument();
      value
          .asDocument()
          .forEach((name, member) ->
              document.put(name, bound(member, below(name, place), arguments, keys)));
      return document;
    }
    if (value.isArray()) {
      BsonArray array = new BsonArray();
      value.asArray().forEach(element -> array.add(bound(element, place, arguments, keys)));
      return array;
    }
    return value;
  }
}
