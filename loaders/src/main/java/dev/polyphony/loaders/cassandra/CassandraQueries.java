package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.cassandra.CassandraOrdering.Place;
import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements of a plan.
final class CassandraQueries {
  private final CassandraPlan plan;
  private final List<Boolean> descending;

  CassandraQueries(CassandraPlan plan) {
    this.plan = plan;
    this.descending = plan.ordering().descending();
  }

  /// What one read sends: the rows of the statements follow each other in the order of reading.
  ///
  /// @param end what the rows are cut at after reading, where the server cannot
  record Read(List<CassandraStatement> statements, @Nullable Cut end) {}

  Read read(List<Object> values) {
    Place after = place(values, true);
    Place before = place(values, false);
    if (after.nothing() || before.nothing()) {
      return new Read(List.of(), null);
    }
    boolean backward = plan.page().backward();
    boolean falling = !descending.isEmpty() && descending.getFirst();
    Cut start =
        strict(
            backward ? before.cut() : after.cut(),
            falling ? plan.bounds().upper() : plan.bounds().lower(),
            true);
    Cut end =
        strict(
            backward ? after.cut() : before.cut(),
            falling ? plan.bounds().lower() : plan.bounds().upper(),
            false);
    int size = Math.max(start == null ? 0 : start.size(), end == null ? 0 : end.size());
    if (Cut.isUniform(descending, size)) {
      return new Read(List.of(statement(values, start, end)), null);
    }
    return new Read(steps(values, start), end);
  }

  private Place place(List<Object> values, boolean after) {
    var position = after ? plan.page().after() : plan.page().before();
    return position == null
        ? new Place(false, null)
        : plan.ordering().place(position, values, after);
  }

  private @Nullable Cut strict(@Nullable Cut one, @Nullable Cut other, boolean start) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Cut.stricter(one, other, descending, start);
  }

  /// CQL compares several columns at once in one direction only.
  private List<CassandraStatement> steps(List<Object> values, @Nullable Cut start) {
    List<CassandraStatement> statements = new ArrayList<>();
    if (start == null) {
      statements.add(statement(values, null, null));
      return statements;
    }
    for (Cut.Step step : start.steps(descending)) {
      Text text = new Text(values);
      for (int i = 0; i < step.from(); i++) {
        text.where(unbound(i), "=", start.values().get(i));
      }
      boolean falling = descending.get(step.from());
      text.beyond(
          step.from(), start.values().subList(step.from(), step.to()), falling, step.inclusive());
      statements.add(text.statement());
    }
    return statements;
  }

  private CassandraStatement statement(
      List<Object> values, @Nullable Cut start, @Nullable Cut end) {
    Text text = new Text(values);
    // A column that is bounded together with another is bounded in no other way.
    boolean together = (start != null && start.size() > 1) || (end != null && end.size() > 1);
    boolean falling = !descending.isEmpty() && descending.getFirst();
    if (start != null) {
      text.beyond(0, start.values(), falling, start.inclusive(), together);
    }
    if (end != null) {
      text.beyond(0, end.values(), !falling, end.inclusive(), together);
    }
    return text.statement();
  }

  private FieldPath unbound(int place) {
    return plan.ordering().unbound().get(place);
  }

  /// A statement as it is written.
  private final class Text {
    private final StringBuilder text = new StringBuilder("SELECT ");
    private final List<String> columns = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Text(List<Object> bound) {
      text.append(
          plan.columns().stream().map(Identifiers::quoted).collect(Collectors.joining(", ")));
      text.append(" FROM ").append(plan.table().name());
      for (int i = 0; i < bound.size(); i++) {
        where(plan.reads().fields().get(i), "=", bound.get(i));
      }
    }

    void where(FieldPath field, String operator, Object value) {
      text.append(values.isEmpty() ? " WHERE " : " AND ");
      text.append(plan.table().column(field)).append(' ').append(operator).append(" ?");
      add(field, value);
    }

    private void add(FieldPath field, Object value) {
      columns.add(plan.table().mapping().column(field).name());
      values.add(value);
    }

    void beyond(int from, List<Object> cut, boolean falling, boolean inclusive) {
      beyond(from, cut, falling, inclusive, cut.size() > 1);
    }

    void beyond(int from, List<Object> cut, boolean falling, boolean inclusive, boolean together) {
      String operator = (falling ? "<" : ">") + (inclusive ? "=" : "");
      if (!together) {
        where(unbound(from), operator, cut.getFirst());
        return;
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < cut.size(); i++) {
        names.add(plan.table().column(unbound(from + i)));
        add(unbound(from + i), cut.get(i));
      }
      text.append(" AND (").append(String.join(", ", names)).append(") ").append(operator);
      text.append(names.stream().map(_ -> "?").collect(Collectors.joining(", ", " (", ")")));
    }

    CassandraStatement statement() {
      if (!plan.ordering().unbound().isEmpty()) {
        text.append(" ORDER BY ");
        text.append(
            plan.table().clustering().stream()
                .map(field ->
                    plan.table().column(field.field())
                        + ' '
                        + (plan.ordering().readsReversed()
                            ? field.direction().reversed()
                            : field.direction()))
                .collect(Collectors.joining(", ")));
      }
      text.append(" LIMIT ?");
      return new CassandraStatement(text.toString(), columns, values, plan.page().limit());
    }
  }
}
