package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.redis.RedisCommandText.Shape;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the reply to a native text as rows.
record RedisReplyRows(RedisCommandText text, Mapping mapping, Projection projection) {
  List<@Nullable Object[]> rows(Reply reply) {
    Response value = reply.value();
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (value == null) {
      return rows;
    }
    switch (text.shape()) {
      case VALUE -> rows.add(row(value, null, 0));
      case VALUES -> {
        int step = text.hasScores() ? 2 : 1;
        for (int i = 0; i < value.size(); i += step) {
          rows.add(row(value.get(i), step == 2 ? value.get(i + 1) : null, i / step));
        }
      }
      case NAMED, FIELDS -> {
        Map<String, Response> fields = fields(value);
        if (!fields.isEmpty()) {
          rows.add(row(fields));
        }
      }
    }
    return rows;
  }

  private Map<String, Response> fields(Response value) {
    Map<String, Response> fields = new HashMap<>();
    boolean named = text.shape() == Shape.NAMED;
    List<String> names = named ? text.names() : List.of();
    for (int i = 0; i < value.size(); i += named ? 1 : 2) {
      Response field = value.get(named ? i : i + 1);
      if (field != null) {
        fields.put(named ? names.get(i) : value.get(i).toString(), field);
      }
    }
    return fields;
  }

  private @Nullable Object[] row(@Nullable Response value, @Nullable Response score, int rank) {
    @Nullable Object[] cells = new @Nullable Object[projection.items().size()];
    for (int i = 0; i < cells.length; i++) {
      Column column = column(i);
      cells[i] =
          switch (column.name()) {
            case "$score" -> RedisValues.score(column, score == null ? null : score.toString());
            case "$rank" -> StoredValues.fromStored(column, (long) rank);
            default -> RedisNatives.isValue(mapping.columns(), column) ? cell(column, value) : null;
          };
    }
    return cells;
  }

  private @Nullable Object[] row(Map<String, Response> fields) {
    @Nullable Object[] cells = new @Nullable Object[projection.items().size()];
    for (int i = 0; i < cells.length; i++) {
      Column column = column(i);
      cells[i] = cell(column, fields.get(column.name()));
    }
    return cells;
  }

  private Column column(int item) {
    return mapping.column(FieldPath.of(projection.items().get(item).field()));
  }

  /// The server counts in numbers and holds text.
  private static @Nullable Object cell(Column column, @Nullable Response value) {
    if (value == null) {
      return null;
    }
    return value.type() == ResponseType.NUMBER
        ? RedisValues.cell(column, value.toString())
        : RedisValues.cell(column, value.toBytes());
  }
}
