package dev.polyphony.loaders.mongodb;

import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;
import org.jspecify.annotations.Nullable;

/// One native text with its values.
record MongoNative(MongoPipeline pipeline, List<BsonDocument> stages, MongoRows rows, int most)
    implements MongoCommand {
  MongoNative {
    stages = List.copyOf(stages);
  }

  @Override
  public String collection() {
    return pipeline.collection();
  }

  @Override
  public @Nullable Object[] row(RawBsonDocument document) {
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(document.getByteBuffer()))) {
      return rows.read(reader);
    }
  }

  @Override
  public String text() {
    return "aggregate " + pipeline.text();
  }
}
