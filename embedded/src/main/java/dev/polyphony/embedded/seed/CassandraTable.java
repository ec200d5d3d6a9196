package dev.polyphony.embedded.seed;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import dev.polyphony.embedded.process.StartFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table that rows of text are loaded into; its own definition says what they become.
final class CassandraTable {
  private final List<Target> targets;
  private final PreparedStatement insert;
  private List<@Nullable Object> partition = List.of();

  /// @param inPartition whether the column is part of the partition key
  private record Target(Columns.Column column, DataType type, boolean inPartition) {}

  CassandraTable(CqlSession session, Load load, Columns columns) {
    var table = definition(session, load.into());
    this.targets = columns.all().stream().map(column -> target(table, column)).toList();
    var names =
        targets.stream()
            .map(target -> CassandraSeeding.quoted(target.column.name()))
            .collect(Collectors.joining(", "));
    var places = targets.stream().map(_ -> "?").collect(Collectors.joining(", "));
    this.insert =
        session.prepare(
            "INSERT INTO "
                + CassandraSeeding.quoted(load.into())
                + " ("
                + names
                + ") VALUES ("
                + places
                + ")");
  }

  private static TableMetadata definition(CqlSession session, String table) {
    return session
        .getKeyspace()
        .flatMap(session.getMetadata()::getKeyspace)
        .flatMap(keyspace -> keyspace.getTable(CassandraSeeding.quoted(table)))
        .orElseThrow(() -> new StartFailure("the keyspace has no table " + table));
  }

  private static Target target(TableMetadata table, Columns.Column column) {
    var definition =
        table
            .getColumn(CassandraSeeding.quoted(column.name()))
            .orElseThrow(() ->
                new StartFailure(
                    "the table " + table.getName() + " has no column " + column.name()));
    return new Target(column, definition.getType(), table.getPartitionKey().contains(definition));
  }

  /// An absent value is not written at all: written as null it would be a deletion, and kept.
  BoundStatement insert(Map<String, String> row) {
    var key = new ArrayList<@Nullable Object>(2);
    var statement = insert.boundStatementBuilder();
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      var value = value(target, row);
      if (target.inPartition) {
        key.add(value);
      }
      if (value != null) {
        statement = statement.set(i, value, CodecRegistry.DEFAULT.codecFor(target.type, value));
      }
    }
    partition = key;
    return statement.build();
  }

  /// Which partition the last row belongs to.
  List<@Nullable Object> partition() {
    return partition;
  }

  private static @Nullable Object value(Target target, Map<String, String> row) {
    var split = target.column.source().split();
    try {
      if (split == null) {
        var text = target.column.value(row);
        return text == null ? null : typed(target.type, text);
      }
      var parts = target.column.parts(row, split);
      if (parts.isEmpty()) {
        return null;
      }
      return switch (target.type) {
        case ListType list ->
            parts.stream().map(part -> typed(list.getElementType(), part)).toList();
        case SetType set ->
            parts.stream()
                .map(part -> typed(set.getElementType(), part))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        default -> throw new StartFailure(target.column.name() + " is neither a list nor a set");
      };
    } catch (IllegalArgumentException | DateTimeException | CodecNotFoundException e) {
      throw new StartFailure(
          "a value of " + target.column.name() + " is no " + target.type + ": " + e.getMessage(),
          e);
    }
  }

  /// A time of day that says no zone is read as UTC.
  private static Object typed(DataType type, String text) {
    if (type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII)) {
      return text;
    }
    if (type.equals(DataTypes.INT)) {
      return Integer.valueOf(text);
    }
    if (type.equals(DataTypes.BIGINT)) {
      return Long.valueOf(text);
    }
    if (type.equals(DataTypes.SMALLINT)) {
      return Short.valueOf(text);
    }
    if (type.equals(DataTypes.DOUBLE)) {
      return Double.valueOf(text);
    }
    if (type.equals(DataTypes.FLOAT)) {
      return Float.valueOf(text);
    }
    if (type.equals(DataTypes.BOOLEAN)) {
      return Boolean.valueOf(text);
    }
    if (type.equals(DataTypes.DECIMAL)) {
      return new BigDecimal(text);
    }
    if (type.equals(DataTypes.VARINT)) {
      return new BigInteger(text);
    }
    if (type.equals(DataTypes.UUID)) {
      return UUID.fromString(text);
    }
    if (type.equals(DataTypes.DATE)) {
      return LocalDate.parse(text);
    }
    if (type.equals(DataTypes.TIME)) {
      return LocalTime.parse(text);
    }
    if (type.equals(DataTypes.TIMESTAMP)) {
      return instant(text);
    }
    throw new StartFailure("no text can be loaded into a column of type " + type);
  }

  private static Instant instant(String text) {
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
