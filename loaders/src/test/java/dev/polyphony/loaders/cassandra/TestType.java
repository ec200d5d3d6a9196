package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The type of a column as its mapping declares it; objects become types of their own.
final class TestType {
  private final Map<String, TestType> members = new LinkedHashMap<>();
  private String scalar = "";
  private boolean list;

  /// Adds a column at its stored names, which lead through objects where they are dotted.
  void add(Column column) {
    for (String name : column.names()) {
      TestType type = this;
      for (String segment : name.split("\\.")) {
        type = type.members.computeIfAbsent(segment, _ -> new TestType());
      }
      if (column.isObject()) {
        column.nested().values().forEach(type::add);
      } else {
        type.scalar = scalar(column.stored());
      }
      type.list = column.list() && (column.isObject() || column.stored() != ValueType.JSON);
    }
  }

  Map<String, TestType> members() {
    return members;
  }

  /// The type's name in CQL, made first where it is an object's.
  ///
  /// @param name for a type of its own
  String make(CqlSession session, String name) {
    String type = scalar;
    if (!members.isEmpty()) {
      String fields =
          members.entrySet().stream()
              .map(member ->
                  Identifiers.quoted(member.getKey())
                      + " "
                      + member.getValue().make(session, name + "_" + member.getKey()))
              .collect(Collectors.joining(", "));
      session.execute(
          "CREATE TYPE IF NOT EXISTS " + Identifiers.quoted(name) + " (" + fields + ")");
      type = "frozen<" + Identifiers.quoted(name) + ">";
    }
    return list ? "frozen<list<" + type + ">>" : type;
  }

  private static String scalar(ValueType stored) {
    return switch (stored) {
      case BOOLEAN -> "boolean";
      case INT -> "int";
      case LONG -> "bigint";
      case DOUBLE -> "double";
      case BIG_INTEGER -> "varint";
      case DECIMAL -> "decimal";
      case TEXT, OBJECT_ID, JSON -> "text";
      case UUID -> "uuid";
      case BYTES -> "blob";
      case DATE -> "date";
      case TIME -> "time";
      case LOCAL_DATE_TIME, DATE_TIME -> "timestamp";
    };
  }
}
