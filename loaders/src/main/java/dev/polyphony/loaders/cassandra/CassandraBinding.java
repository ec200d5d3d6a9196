package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Binds the values of a native text by the types that the server gives its places.
final class CassandraBinding {
  private CassandraBinding() {}

  /// @param values plain ones, lists of such, or null
  static BoundStatement bound(
      CqlSession session, PreparedStatement known, List<@Nullable Object> values) {
    BoundStatementBuilder builder = known.boundStatementBuilder();
    for (int i = 0; i < values.size(); i++) {
      ColumnDefinition place = known.getVariableDefinitions().get(i);
      DataType type = place.getType();
      Object value = values.get(i);
      if (value == null) {
        builder = builder.setToNull(i);
        continue;
      }
      TypeCodec<Object> codec = session.getContext().getCodecRegistry().codecFor(type);
      builder = builder.set(i, of(place.getName().asInternal(), type, value), codec);
    }
    return builder.build();
  }

  private static Object of(String name, DataType type, Object value) {
    return switch (type) {
      case ListType list when value instanceof List<?> elements ->
          all(name, list.getElementType(), elements, new ArrayList<>());
      case SetType set when value instanceof List<?> elements ->
          all(name, set.getElementType(), elements, new LinkedHashSet<>());
      default -> {
        Object bound = CassandraValues.bound(name, type, value);
        if (bound == null) {
          throw CassandraErrors.rejected("no value of " + type + " for " + name);
        }
        yield bound;
      }
    };
  }

  private static Collection<Object> all(
      String name, DataType type, List<?> elements, Collection<Object> into) {
    elements.forEach(element -> into.add(of(name, type, element)));
    return into;
  }
}
