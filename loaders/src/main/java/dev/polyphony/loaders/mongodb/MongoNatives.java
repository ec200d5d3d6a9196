package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.NativeAnswers;
import dev.polyphony.loaders.NativeParents;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoAnswers.Outcome;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// The commands of one native text for all its parents: one, or one for each.
final class MongoNatives {
  private final Query query;
  private final Source.Native source;
  private final NativeParents<BsonValue> parents;
  private final List<MongoNative> commands = new ArrayList<>();
  private final int most;

  MongoNatives(Query query, Source.Native source, MongoPipeline pipeline) {
    this.query = query;
    this.source = source;
    NativeAnswers.check(query);
    NativeStatement statement = source.statement();
    this.parents = NativeParents.of(source, MongoNatives::bound);
    this.most = NativeAnswers.most(query, source);
    MongoRows rows =
        new MongoRows(statement.row().columns(), NativeAnswers.read(query, source), List.of());
    List<BsonValue> arguments = new ArrayList<>();
    for (int i = 0; i < source.values().size(); i++) {
      arguments.add(argument(statement.arguments().get(i), source.values().get(i)));
    }
    // One more tells that there are too many, where rows are shared among parents.
    int limit = most + 1;
    switch (statement.grouping()) {
      case NONE ->
          commands.add(
              new MongoNative(
                  pipeline, pipeline.stages(arguments::get, arguments::get, limit), rows, limit));
      case BY_VALUE -> {
        if (!parents.isEmpty()) {
          commands.add(
              new MongoNative(
                  pipeline,
                  pipeline.stages(arguments::get, key -> new BsonArray(parents.list(key)), limit),
                  rows,
                  limit));
        }
      }
      case BY_PARENT -> {
        for (List<BsonValue> parent : parents.distinct()) {
          commands.add(
              new MongoNative(
                  pipeline, pipeline.stages(arguments::get, parent::get, limit), rows, limit));
        }
      }
    }
  }

  private static BsonValue argument(Parameter parameter, @Nullable Object value) {
    if (value == null) {
      return BsonNull.VALUE;
    }
    if (!parameter.column().list()) {
      return bound(parameter, value);
    }
    BsonArray array = new BsonArray();
    for (Object element : (List<?>) value) {
      array.add(element == null ? BsonNull.VALUE : bound(parameter, element));
    }
    return array;
  }

  private static BsonValue bound(Parameter parameter, Object value) {
    Column column = parameter.column();
    Bound bound = MongoValues.bind(column, value);
    if (bound == null || !bound.exact()) {
      throw new StoreException(
          FailureReason.REJECTED, "MongoDB holds no such value as " + parameter.name() + " has");
    }
    return bound.bson();
  }

  List<MongoNative> commands() {
    return commands;
  }

  /// How many parents are asked for; 1 at the root.
  int multiples() {
    return source.parents() == null ? 1 : parents.size();
  }

  String unit() {
    return source.parents() == null ? "" : "parents";
  }

  Answer answer(List<Outcome> outcomes) {
    if (source.statement().grouping() == Grouping.BY_PARENT) {
      return parents.answer(
          query,
          outcomes.stream().map(Outcome::rows).toList(),
          outcomes.stream().map(Outcome::failure).toList());
    }
    List<@Nullable Object[]> rows = outcomes.isEmpty() ? List.of() : outcomes.getFirst().success();
    if (source.parents() != null && rows.size() > most) {
      throw NativeAnswers.tooMany(source, most);
    }
    return NativeAnswers.of(query, source, rows, parents.failures());
  }
}
