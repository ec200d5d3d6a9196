package dev.polyphony.loaders.mongodb;

import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;
import org.jspecify.annotations.Nullable;

/// One `find`, ready to be sent.
///
/// @param limit how many documents are asked for; 0 leaves it to the filter
/// @param most how many documents may come before something is wrong
record MongoFind(
    String collection,
    Clause filter,
    BsonDocument projection,
    BsonDocument sort,
    int limit,
    MongoRows rows,
    int most)
    implements MongoCommand {
  @Override
  public @Nullable Object[] row(RawBsonDocument document) {
    // The document's own reader would decode all of it first.
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(document.getByteBuffer()))) {
      return rows.read(reader);
    }
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(MongoCommand.shellName(collection));
    text.append(".find(").append(filter.text()).append(", ");
    append(text, projection);
    text.append(')');
    if (!sort.isEmpty()) {
      text.append(".sort(");
      append(text, sort);
      text.append(')');
    }
    if (limit > 0) {
      text.append(".limit(").append(limit).append(')');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, BsonDocument flags) {
    text.append('{');
    String separator = "";
    for (var flag : flags.entrySet()) {
      BsonValue value = flag.getValue();
      text.append(separator)
          .append(Clause.quoted(flag.getKey()))
          .append(": ")
          .append(value.asInt32().getValue());
      separator = ", ";
    }
    text.append('}');
  }
}
