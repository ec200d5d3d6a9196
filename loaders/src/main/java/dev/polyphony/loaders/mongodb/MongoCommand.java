package dev.polyphony.loaders.mongodb;

import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// A command that reads a collection, ready to be sent.
sealed interface MongoCommand permits MongoFind, MongoCount, MongoNative {
  String collection();

  /// How many documents may come before something is wrong.
  int most();

  /// The cells of one document of its answer.
  @Nullable Object[] row(RawBsonDocument document);

  /// As the shell would write it, with `?` in place of the values.
  String text();

  static String shellName(String collection) {
    return collection.matches("[A-Za-z_][A-Za-z0-9_.]*")
        ? collection
        : "getCollection(\"" + collection.replace("\"", "\\\"") + "\")";
  }
}
