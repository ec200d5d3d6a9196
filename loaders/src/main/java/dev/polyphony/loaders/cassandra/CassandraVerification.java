package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Differences;
import dev.polyphony.loaders.cassandra.CassandraInventory.Table;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares declarations with tables: that they are there, their columns and types down into
/// user-defined ones, partition, key and order.
final class CassandraVerification {
  private final CassandraInventory inventory;
  private final String keyspace;
  private final Differences differences = new Differences();

  CassandraVerification(CassandraInventory inventory, String keyspace) {
    this.inventory = inventory;
    this.keyspace = keyspace;
  }

  /// The tables' qualified names.
  static Set<String> names(Declarations declared, String keyspace) {
    return declared.mappings().stream()
        .map(mapping -> CassandraTable.of(mapping, keyspace).qualified())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  List<Problem> verify(Declarations declared) {
    for (Mapping mapping : declared.mappings()) {
      CassandraTable declaredTable = CassandraTable.of(mapping, keyspace);
      Table table = inventory.tables().get(declaredTable.qualified());
      if (table == null) {
        differences.missingSource(
            mapping,
            "table or view",
            Differences.didYouMean(mapping.from(), namesLike(mapping.from()))
                + "Create it, or mend `from`");
      } else {
        new Scope(mapping, "", table.columns()).verify(mapping.columns().values());
        verifyKey(declaredTable, table);
      }
    }
    return differences.all();
  }

  /// As they would be written: with their keyspace where this one is.
  private Set<String> namesLike(String from) {
    String prefix = keyspace + '.';
    return from.indexOf('.') >= 0
        ? inventory.names()
        : inventory.names().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toSet());
  }

  /// Where names are looked up: a table's columns, or the fields of a type.
  private final class Scope {
    private final Mapping mapping;
    private final String prefix;
    private final Map<String, DataType> columns;

    /// @param prefix of the fields: empty, or with a dot at its end
    Scope(Mapping mapping, String prefix, Map<String, DataType> columns) {
      this.mapping = mapping;
      this.prefix = prefix;
      this.columns = columns;
    }

    void verify(Iterable<Column> declared) {
      for (Column column : declared) {
        for (String name : column.names()) {
          verify(column, name);
        }
      }
    }

    private void verify(Column column, String name) {
      int dot = name.indexOf('.');
      String first = dot < 0 ? name : name.substring(0, dot);
      DataType type = columns.get(first);
      if (type == null) {
        differences.missing(
            mapping, column, prefix + column.field(), "column", first, columns.keySet());
      } else if (dot >= 0) {
        inside(column, type, name.substring(dot + 1));
      } else {
        verify(column, type);
      }
    }

    private void inside(Column column, DataType type, String rest) {
      Map<String, DataType> fields = fields(type, rest);
      if (fields == null) {
        differs(column, type);
      } else {
        new Scope(mapping, prefix, fields).verify(column, rest);
      }
    }

    private void verify(Column column, DataType type) {
      DataType element = column.list() ? element(type) : type;
      if (element == null) {
        differs(column, type);
      } else if (column.isObject()) {
        object(column, type, element);
      } else if (!fits(column.stored(), element)) {
        differs(column, type);
      }
    }

    private void object(Column column, DataType type, DataType element) {
      for (Column nested : column.nested().values()) {
        for (String name : nested.names()) {
          Map<String, DataType> fields = fields(element, name);
          if (fields == null) {
            differs(column, type);
            return;
          }
          new Scope(mapping, prefix + column.field() + ".", fields).verify(nested, name);
        }
      }
    }

    private void differs(Column column, DataType type) {
      differences.storedType(
          mapping,
          column,
          prefix + column.field(),
          "column `%s` of `%s` is %s"
              .formatted(column.name(), mapping.from(), type.asCql(false, true)),
          "a user-defined type, or a map with text for keys");
    }
  }

  /// What lies under names inside a value. A map has whatever name is asked for. Null for values
  /// without names.
  private static @Nullable Map<String, DataType> fields(DataType type, String asked) {
    return switch (type) {
      case UserDefinedType object -> {
        Map<String, DataType> fields = new LinkedHashMap<>();
        for (int i = 0; i < object.getFieldNames().size(); i++) {
          fields.put(object.getFieldNames().get(i).asInternal(), object.getFieldTypes().get(i));
        }
        yield fields;
      }
      case MapType map when CassandraValues.fits(ValueType.TEXT, map.getKeyType()) ->
          Map.of(Identifiers.column(asked), map.getValueType());
      default -> null;
    };
  }

  private static @Nullable DataType element(DataType type) {
    return switch (type) {
      case ListType list -> list.getElementType();
      case SetType set -> set.getElementType();
      default -> null;
    };
  }

  private static boolean fits(ValueType stored, DataType type) {
    return stored == ValueType.JSON || CassandraValues.fits(stored, type);
  }

  private void verifyKey(CassandraTable declared, Table table) {
    Mapping mapping = declared.mapping();
    List<String> partition = names(mapping, declared.partition());
    List<String> clustering = names(mapping, declared.clusteringFields());
    List<String> key = names(mapping, mapping.key());
    if (!new HashSet<>(key).containsAll(table.primaryKey())) {
      differences.error(
          "KEY_NOT_UNIQUE",
          mapping.location(),
          "%s are no unique key of `%s` in %s, whose primary key is %s"
              .formatted(
                  Differences.quoted(key), mapping.from(), mapping.store(), primaryKey(table)),
          layout(mapping, table));
    } else if (!partition.equals(table.partition())) {
      differences.error(
          "PARTITION_DIFFERS",
          mapping.location(),
          "the partition of `%s` in %s is %s, and %s declares %s"
              .formatted(
                  mapping.from(),
                  mapping.store(),
                  Differences.quoted(table.partition()),
                  mapping.entity(),
                  Differences.quoted(partition)),
          layout(mapping, table));
    } else if (!clustering.equals(List.copyOf(table.clustering().keySet()))
        || !yields(mapping, declared.clustering(), table)) {
      differences.error(
          "ORDER_DIFFERS",
          mapping.location(),
          "the rows of `%s` in %s are kept in the order [%s], which %s does not declare"
              .formatted(mapping.from(), mapping.store(), order(table), mapping.entity()),
          layout(mapping, table));
    }
  }

  /// Whether rows come in the declared order, as they lie or wholly reversed.
  private static boolean yields(Mapping mapping, List<FieldOrder> declared, Table table) {
    Set<Boolean> turned = new HashSet<>();
    for (FieldOrder one : declared) {
      Direction kept = table.clustering().get(mapping.column(one.field()).name());
      turned.add(kept != one.direction());
    }
    return turned.size() < 2;
  }

  /// What to write, in the names of the fields where there are such.
  private static String layout(Mapping mapping, Table table) {
    List<String> order = new ArrayList<>();
    table
        .clustering()
        .forEach((name, direction) -> order.add(field(mapping, name) + " " + direction));
    return "Write key: %s, partition: %s, order: %s"
        .formatted(
            list(table.primaryKey().stream().map(name -> field(mapping, name)).toList()),
            list(table.partition().stream().map(name -> field(mapping, name)).toList()),
            list(order));
  }

  private static String list(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
  }

  private static String field(Mapping mapping, String name) {
    return mapping.columns().values().stream()
        .filter(column -> column.name().equals(name))
        .map(Column::field)
        .findFirst()
        .orElse(name);
  }

  private static String order(Table table) {
    List<String> order = new ArrayList<>();
    table.clustering().forEach((name, direction) -> order.add(name + " " + direction));
    return String.join(", ", order);
  }

  private static String primaryKey(Table table) {
    List<String> parts = new ArrayList<>(table.clustering().keySet());
    parts.addFirst("(" + String.join(", ", table.partition()) + ")");
    return "(" + String.join(", ", parts) + ")";
  }

  private static List<String> names(Mapping mapping, List<FieldPath> fields) {
    return fields.stream().map(field -> mapping.column(field).name()).toList();
  }
}
