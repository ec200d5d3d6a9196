package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.ColumnField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.FurtherColumnField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.FieldBinding.PathField;
import dev.polyphony.schema.catalog.FieldBinding.PathJoinField;
import dev.polyphony.schema.catalog.FieldBinding.RelationshipField;
import dev.polyphony.schema.catalog.FieldBinding.RelayField;
import dev.polyphony.schema.catalog.FieldBinding.StreamField;
import dev.polyphony.schema.catalog.FieldBinding.ValueField;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One naive fetcher for each kind of field: one object at a time, no batches.
final class NaiveFetchers {
  static final String STORE = "store";

  private final Catalog catalog;
  private final NaiveJoins joins;
  private final NaiveMembers members;

  NaiveFetchers(Catalog catalog) {
    this.catalog = catalog;
    this.joins = new NaiveJoins(catalog);
    this.members = new NaiveMembers(this, joins);
  }

  DataFetcher<@Nullable Object> of(String type, FieldBinding binding) {
    return switch (binding) {
      case ColumnField field -> environment -> value(environment, field.column().field());
      case EmbeddedField field -> environment -> embedded(environment, field.column().field());
      case JoinField field -> environment -> joins.join(type, field.join(), environment);
      case PathField field ->
          environment -> joins.path(store(environment), type, row(environment), field.path());
      case PathJoinField field -> environment -> joins.pathJoin(type, field, environment);
      case LookupField field -> environment -> lookup(field, environment);
      case LookupManyField field -> environment -> lookupMany(field, environment);
      case ListField field ->
          environment -> new NaiveLists(store(environment), field.list(), environment).all();
      case RelationshipField field -> environment -> edges(field, environment);
      case FurtherColumnField field -> environment -> further(field, environment);
      case AbstractField field -> environment -> members.of(type, field, environment);
      case ValueField field -> environment -> computed(field, environment);
      case NativeField _ -> throw new IllegalArgumentException("rows in memory have no language");
      case StreamField _ -> throw new IllegalArgumentException("queries follow no topic");
      case RelayField field -> environment -> relay(environment.getSource(), field.part());
    };
  }

  static NaiveStore store(DataFetchingEnvironment environment) {
    NaiveStore store = environment.getGraphQlContext().get(STORE);
    return Objects.requireNonNull(store);
  }

  static NaiveRow row(DataFetchingEnvironment environment) {
    return switch (environment.<Object>getSource()) {
      case NaiveRow row -> row;
      case null, default -> throw new IllegalStateException("no row");
    };
  }

  private static @Nullable Object computed(ValueField field, DataFetchingEnvironment environment) {
    NaiveStore store = store(environment);
    Object value =
        store.world().formulas().of(field.formula()).of(row(environment), store.claims());
    if (value == Bad.VALUE) {
      throw NaiveFailure.badData();
    }
    return value;
  }

  private static @Nullable Object value(DataFetchingEnvironment environment, String field) {
    Object value = row(environment).get(field);
    if (value == Bad.VALUE) {
      throw NaiveFailure.badData();
    }
    return value instanceof List<?> list && list.contains(Bad.VALUE)
        ? withFailures(environment, list, "BAD_DATA")
        : value;
  }

  /// A list whose bad elements are null, each with an error of its own.
  private static DataFetcherResult<Object> withFailures(
      DataFetchingEnvironment environment, List<?> list, String code) {
    List<@Nullable Object> values = new ArrayList<>();
    List<GraphQLError> errors = new ArrayList<>();
    for (Object element : list) {
      if (element == Bad.VALUE) {
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(values.size());
        errors.add(error(path, code));
      }
      values.add(element == Bad.VALUE ? null : element);
    }
    return DataFetcherResult.<Object>newResult().data(values).errors(errors).build();
  }

  static GraphQLError error(ResultPath path, String code) {
    return GraphqlErrorBuilder.newError()
        .message(code)
        .path(path)
        .extensions(Map.of("code", code))
        .build();
  }

  private static @Nullable Object embedded(DataFetchingEnvironment environment, String field) {
    return switch (row(environment).get(field)) {
      case null -> null;
      case Bad _ -> throw NaiveFailure.badData();
      case List<?> list -> list.stream().map(NaiveFetchers::object).toList();
      case Object object -> object(object);
    };
  }

  static NaiveRow object(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalStateException("no object: " + value);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    map.forEach((name, inner) -> values.put((String) name, inner));
    return new NaiveRow("", -1, values);
  }

  @Nullable NaiveRow lookup(LookupField field, DataFetchingEnvironment environment) {
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < field.key().size(); i++) {
      Object value = environment.getArgument(field.arguments().get(i));
      key.add(checked(field.entity(), field.key().get(i), value));
    }
    return single(store(environment).matching(field.entity(), field.key(), key));
  }

  private Object checked(String entity, FieldPath field, @Nullable Object value) {
    var column = catalog.entity(entity).primary().mapping().column(field);
    if (value == null || !NaiveValues.fits(column, value)) {
      throw NaiveFailure.badInput();
    }
    return value;
  }

  private static Object edges(RelationshipField field, DataFetchingEnvironment environment) {
    NaiveStore store = store(environment);
    Relationship relationship = field.relationship();
    List<Object> key = key(relationship.near(), row(environment));
    Supplier<List<NaiveRow>> all =
        () -> store.world().graph().seen(relationship).stream().map(NaiveGraph.Seen::row).toList();
    return new NaiveLists(store, field.list(), environment, all).edges(relationship, key);
  }

  private static @Nullable Object further(
      FurtherColumnField field, DataFetchingEnvironment environment) {
    Mapping mapping = field.mapping();
    List<Object> key = key(mapping, row(environment));
    NaiveRow found = single(store(environment).matching(mapping.entity(), mapping.key(), key));
    return found == null ? null : found.get(field.column().field());
  }

  static List<Object> key(Mapping mapping, NaiveRow row) {
    List<Object> key = new ArrayList<>();
    mapping.key().forEach(field -> key.addAll(NaiveValues.at(row.values(), field)));
    return key;
  }

  static @Nullable NaiveRow single(List<NaiveRow> rows) {
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private @Nullable Object lookupMany(LookupManyField field, DataFetchingEnvironment environment) {
    if (!(environment.getArgument(field.argument()) instanceof List<?> list)) {
      throw NaiveFailure.badInput();
    }
    List<List<Object>> keys = list.stream().map(element -> key(field, element)).toList();
    NaiveStore store = store(environment);
    List<@Nullable Object> found = new ArrayList<>();
    List<GraphQLError> errors = new ArrayList<>();
    for (List<Object> key : keys) {
      try {
        found.add(single(store.matching(field.entity(), field.key(), key)));
      } catch (NaiveFailure failure) {
        if (store.isDown(field.entity())) {
          throw failure;
        }
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(found.size());
        errors.add(error(path, failure.code()));
        found.add(null);
      }
    }
    return DataFetcherResult.<Object>newResult().data(found).errors(errors).build();
  }

  List<Object> key(LookupManyField field, @Nullable Object element) {
    List<Object> key = new ArrayList<>();
    for (FieldPath path : field.key()) {
      Object value =
          field.objects() && element instanceof Map<?, ?> map ? map.get(path.last()) : element;
      key.add(checked(field.entity(), path, value));
    }
    return key;
  }

  private static @Nullable Object relay(@Nullable Object source, RelayField.Part part) {
    return switch (source) {
      case NaivePage page ->
          switch (part) {
            case EDGES -> page.edges();
            case NODES -> page.rows();
            case PAGE_INFO -> page;
            case HAS_NEXT_PAGE -> page.next();
            case HAS_PREVIOUS_PAGE -> page.previous();
            case START_CURSOR -> page.start();
            case END_CURSOR -> page.end();
            case TOTAL_COUNT -> page.total();
            case NODE, CURSOR -> throw new IllegalStateException("a page is no edge");
          };
      case NaivePage.Edge edge -> part == RelayField.Part.NODE ? edge.row() : edge.cursor();
      case null, default -> throw new IllegalStateException("no part of a connection");
    };
  }
}
