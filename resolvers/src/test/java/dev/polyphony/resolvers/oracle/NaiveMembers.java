package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.ListBinding;
import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fields of the oracle's that lead to objects of several types: each type is asked by itself.
final class NaiveMembers {
  private final NaiveFetchers fetchers;
  private final NaiveJoins joins;

  NaiveMembers(NaiveFetchers fetchers, NaiveJoins joins) {
    this.fetchers = fetchers;
    this.joins = joins;
  }

  /// Every row of all members.
  static List<NaiveRow> rows(World world, AbstractField field) {
    List<NaiveRow> rows = new ArrayList<>();
    field.members().forEach(member -> rows.addAll(world.rows(entity(member))));
    return rows;
  }

  private static String entity(FieldBinding member) {
    return switch (member) {
      case LookupField field -> field.entity();
      case LookupManyField field -> field.entity();
      case ListField field -> field.list().entity();
      case JoinField field -> field.join().entity();
      default -> throw new IllegalStateException("no member: " + member);
    };
  }

  @Nullable Object of(String type, AbstractField field, DataFetchingEnvironment environment) {
    if (field.members().getFirst() instanceof LookupManyField first) {
      return positions(field, first, environment);
    }
    return field.list() == null ? one(field, environment) : list(field, environment);
  }

  private @Nullable NaiveRow one(AbstractField field, DataFetchingEnvironment environment) {
    NaiveStore store = NaiveFetchers.store(environment);
    List<Supplier<@Nullable NaiveRow>> members = new ArrayList<>();
    for (FieldBinding member : field.members()) {
      members.add(
          member instanceof LookupField lookup
              ? () -> fetchers.lookup(lookup, environment)
              : () ->
                  joins.single(store, ((JoinField) member).join(), NaiveFetchers.row(environment)));
    }
    return first(members);
  }

  /// The one that is found; that none is there is only known when all have answered.
  private static @Nullable NaiveRow first(List<Supplier<@Nullable NaiveRow>> members) {
    List<NaiveRow> found = new ArrayList<>();
    NaiveFailure failure = null;
    for (Supplier<@Nullable NaiveRow> member : members) {
      try {
        NaiveRow row = member.get();
        if (row != null) {
          found.add(row);
        }
      } catch (NaiveFailure e) {
        failure = failure == null ? e : failure;
      }
    }
    if (found.isEmpty() && failure != null) {
      throw failure;
    }
    return found.stream().min(Comparator.comparing(NaiveRow::type)).orElse(null);
  }

  private Object positions(
      AbstractField field, LookupManyField first, DataFetchingEnvironment environment) {
    NaiveStore store = NaiveFetchers.store(environment);
    List<?> wanted = Objects.requireNonNull(environment.<List<?>>getArgument(first.argument()));
    List<String> entities = field.members().stream().map(NaiveMembers::entity).toList();
    if (entities.stream().allMatch(store::isDown)) {
      fetchers.key(first, wanted.getFirst());
      store.all(entities.getFirst());
    }
    List<@Nullable Object> found = new ArrayList<>();
    List<GraphQLError> errors = new ArrayList<>();
    for (Object element : wanted) {
      try {
        List<Supplier<@Nullable NaiveRow>> members = new ArrayList<>();
        // A key that fails is told before a store that does.
        for (boolean down : List.of(false, true)) {
          for (FieldBinding member : field.members()) {
            LookupManyField one = (LookupManyField) member;
            if (store.isDown(one.entity()) == down) {
              List<Object> key = fetchers.key(one, element);
              members.add(() -> NaiveFetchers.single(store.matching(one.entity(), one.key(), key)));
            }
          }
        }
        found.add(first(members));
      } catch (NaiveFailure failure) {
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(found.size());
        errors.add(NaiveFetchers.error(path, failure.code()));
        found.add(null);
      }
    }
    return DataFetcherResult.<Object>newResult().data(found).errors(errors).build();
  }

  private Object list(AbstractField field, DataFetchingEnvironment environment) {
    NaiveStore store = NaiveFetchers.store(environment);
    ListBinding first = Objects.requireNonNull(field.members().getFirst().listed());
    Supplier<List<NaiveRow>> all = () -> rows(store.world(), field);
    return new NaiveLists(store, first, environment, all)
        .merged(() -> {
          List<NaiveRow> found = new ArrayList<>();
          for (FieldBinding member : field.members()) {
            ListBinding list = Objects.requireNonNull(member.listed());
            found.addAll(
                new NaiveLists(store, list, environment, all).filtered(found(member, environment)));
          }
          return found;
        });
  }

  private List<NaiveRow> found(FieldBinding member, DataFetchingEnvironment environment) {
    NaiveStore store = NaiveFetchers.store(environment);
    if (!(member instanceof JoinField(var join))) {
      return store.all(entity(member));
    }
    Set<NaiveRow> rows = new LinkedHashSet<>();
    for (List<Object> key : joins.keys(store, join, NaiveFetchers.row(environment))) {
      rows.addAll(store.matching(join.entity(), join.remote(), key));
    }
    return List.copyOf(rows);
  }
}
