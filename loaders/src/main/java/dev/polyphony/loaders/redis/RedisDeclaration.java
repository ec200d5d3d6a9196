package dev.polyphony.loaders.redis;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage.Structure;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds what Redis cannot do with a declaration.
record RedisDeclaration(RedisLayout layout, Problems problems) {
  void check() {
    checkKey();
    checkOrder();
    for (Column column : mapping().columns().values()) {
      checkColumn(column);
    }
    if (!mapping().uniqueKeys().isEmpty() || !mapping().indexes().isEmpty()) {
      error(
          "INDEX_NOT_HELD",
          mapping().location(),
          "Redis finds " + mapping().entity() + " by its key only",
          "Remove @key and @index, or map the type to a further key with another @entity");
    }
  }

  private Mapping mapping() {
    return layout.mapping();
  }

  private void checkKey() {
    List<FieldPath> expected = new ArrayList<>(layout.partition());
    if (layout.member() != null) {
      expected.remove(layout.member());
      expected.add(layout.member());
    }
    String example =
        mapping().from().isEmpty() ? "name" : mapping().from().replaceAll(":?\\{\\$.*", "");
    if (!Set.copyOf(expected).equals(Set.copyOf(mapping().key())) || expected.isEmpty()) {
      List<FieldPath> missing = new ArrayList<>(mapping().key());
      missing.removeAll(expected);
      error(
          "KEY_NOT_IN_SOURCE",
          mapping().location(),
          "`from` of " + mapping().entity() + " does not hold " + missing + " of its key",
          "Write `from: \"" + example + ":{$key." + missing.getFirst() + "}\"`");
    } else if (layout.member() != null && layout.partition().contains(layout.member())) {
      error(
          "MEMBER_IN_SOURCE",
          mapping().location(),
          "the member " + layout.member() + " of " + mapping().entity() + " stands in `from`",
          "Name the member last in the key and leave it out of `from`");
    }
    for (FieldPath field : layout.partition()) {
      requireText(field, RedisRules.mayStandInKey(type(field)), "stand in a key");
    }
    if (layout.member() != null) {
      requireText(layout.member(), RedisRules.mayBeMember(type(layout.member())), "be a member");
    }
    KeyTemplate.Part before = null;
    for (KeyTemplate.Part part : layout.template().parts()) {
      if (part instanceof KeyTemplate.Part.Field && before instanceof KeyTemplate.Part.Field) {
        error(
            "PLACEHOLDERS_TOUCH",
            mapping().location(),
            "two placeholders in `from` of " + mapping().entity() + " touch",
            "Write `:` between them");
      }
      before = part;
    }
  }

  private ValueType type(FieldPath field) {
    return mapping().column(field).type();
  }

  private void requireText(FieldPath field, boolean may, String what) {
    if (!may) {
      error(
          "NO_KEY_TYPE",
          mapping().column(field).location(),
          field + " cannot " + what + ": " + type(field) + " has no single form as text",
          "Make it ID, String, Int, Long, BigInt, UUID, Boolean or Date");
    }
  }

  private void checkOrder() {
    List<FieldOrder> order =
        mapping().order().stream().filter(o -> !layout.partition().contains(o.field())).toList();
    if (layout.structure() != Structure.SORTED_SET || layout.score() == null) {
      return;
    }
    Set<Direction> directions = new HashSet<>();
    for (FieldOrder one : order) {
      if (one.field().equals(layout.score()) || one.field().equals(layout.member())) {
        directions.add(one.direction());
      }
    }
    boolean byScore = !order.isEmpty() && order.getFirst().field().equals(layout.score());
    if (byScore && directions.size() > 1) {
      error(
          "MIXED_ORDER",
          mapping().location(),
          "Redis orders score and member of " + mapping().entity() + " in one direction",
          "Write `order: [\"%s DESC\", \"%s DESC\"]`, or both ASC"
              .formatted(layout.score(), layout.member()));
    }
  }

  private void checkColumn(Column column) {
    FieldPath field = FieldPath.of(column.field());
    if (layout.isOfKey(field)) {
      return;
    }
    String name = column.name();
    boolean fits =
        switch (layout.structure()) {
          case HASH -> !name.startsWith("$") || name.equals(RedisLayout.TTL);
          case STRING -> Set.of(RedisLayout.TTL, RedisLayout.VALUE).contains(name);
          case JSON ->
              !name.startsWith("$") || Set.of(RedisLayout.TTL, RedisLayout.VALUE).contains(name);
          case SET -> name.equals(RedisLayout.TTL);
          case SORTED_SET ->
              Set.of(RedisLayout.TTL, RedisLayout.SCORE, RedisLayout.RANK).contains(name);
        };
    if (!fits) {
      error(
          "COLUMN_NOT_HELD",
          column.location(),
          "a %s of Redis has no `%s` for %s.%s"
              .formatted(layout.structure(), name, mapping().entity(), column.field()),
          remedy());
    }
    requireNumber(column);
  }

  private String remedy() {
    return switch (layout.structure()) {
      case HASH -> "Name a field of the hash, or `$ttl`";
      case STRING -> "Write @column(name: \"$value\") for its value, or `$ttl`";
      case JSON -> "Name a member of the document, or `$value` for all of it, or `$ttl`";
      case SET -> "A set holds its member, which is the last field of the key, and `$ttl`";
      case SORTED_SET ->
          "A sorted set holds its member, which is the last field of the key, `$score`, `$rank`"
              + " and `$ttl`";
    };
  }

  private void requireNumber(Column column) {
    Set<ValueType> types =
        switch (column.name()) {
          case RedisLayout.TTL, RedisLayout.RANK -> Set.of(ValueType.INT, ValueType.LONG);
          case RedisLayout.SCORE -> Set.of(ValueType.INT, ValueType.LONG, ValueType.DOUBLE);
          default -> Set.of(column.type());
        };
    if (!types.contains(column.type()) || (column.name().startsWith("$") && column.list())) {
      error(
          "WRONG_TYPE",
          column.location(),
          "`" + column.name() + "` is no " + column.type(),
          column.name().equals(RedisLayout.SCORE)
              ? "Declare " + column.field() + " as Int, Long or Float"
              : "Declare " + column.field() + " as Int or Long");
    }
  }

  private void error(String kind, Location location, String message, String remedy) {
    problems.error(kind, location, message, remedy);
  }
}
