package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Query;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which members of a sorted set a query wants: an order, bounds, and a page.
///
/// @param descending whether the highest score comes first
/// @param turned whether the order is that of the rank from its end
/// @param least the lowest score as a bound of Redis, `-inf` without
/// @param most the highest
/// @param first the lowest rank
/// @param last the highest rank, `Long.MAX_VALUE` without
/// @param after strictly after this member with this score; null without
/// @param before strictly before
record RedisWindow(
    boolean descending,
    boolean turned,
    String least,
    String most,
    long first,
    long last,
    @Nullable Place after,
    @Nullable Place before,
    int limit,
    boolean backward) {
  static final String LEAST = "-inf";
  static final String MOST = "+inf";

  /// A place between members: where this one with this score is, or would be.
  record Place(String score, String member) {}

  boolean hasScores() {
    return !least.equals(LEAST) || !most.equals(MOST);
  }

  boolean hasRanks() {
    return first > 0 || last < Long.MAX_VALUE;
  }

  boolean hasPlaces() {
    return after != null || before != null;
  }

  static RedisWindow of(RedisLayout layout, Query query, RedisBindings bindings) {
    List<FieldOrder> order =
        query.order().stream().filter(o -> !layout.partition().contains(o.field())).toList();
    Draft draft = new Draft(layout, query, order);
    bindings.bounds().forEach(draft::bound);
    draft.page(query.page());
    return draft.window(query.page());
  }

  /// Gathers what a window has.
  private static final class Draft {
    private final RedisLayout layout;
    private final Query query;
    private final boolean byRank;
    private final boolean descending;
    private final boolean turned;
    private String least = LEAST;
    private String most = MOST;
    private long first;
    private long last = Long.MAX_VALUE;
    private @Nullable Place after;
    private @Nullable Place before;

    Draft(RedisLayout layout, Query query, List<FieldOrder> order) {
      this.layout = layout;
      this.query = query;
      FieldOrder leading = order.isEmpty() ? null : order.getFirst();
      this.byRank = leading != null && leading.field().equals(layout.rank());
      boolean byScore = leading != null && leading.field().equals(layout.score());
      if (leading != null && !byRank && !byScore) {
        throw RedisErrors.unsupported("order a sorted set by " + leading.field());
      }
      if (leading == null) {
        this.descending = layout.descending();
      } else if (byRank) {
        this.descending = layout.descending() == (leading.direction() == Direction.ASC);
      } else {
        this.descending = leading.direction() == Direction.DESC;
      }
      this.turned = descending != layout.descending();
      for (FieldOrder one : byScore ? order : List.<FieldOrder>of()) {
        if (one.field().equals(layout.member())
            && (one.direction() == Direction.DESC) != descending) {
          throw RedisErrors.unsupported("order score and member in two directions");
        }
      }
    }

    void bound(Condition.Compare compare) {
      if (compare.field().equals(layout.score())) {
        score(compare.operator(), text(compare.field(), compare.value()));
      } else if (compare.field().equals(layout.rank()) && compare.value() instanceof Number rank) {
        rank(compare.operator(), rank.longValue());
      } else {
        throw RedisErrors.unsupported("bound " + compare.field());
      }
    }

    private void score(Operator operator, String score) {
      String bound = operator == Operator.LT || operator == Operator.GT ? "(" + score : score;
      boolean lower = operator == Operator.GT || operator == Operator.GTE;
      if (!(lower ? least : most).equals(lower ? LEAST : MOST)) {
        throw RedisErrors.unsupported("bound a score twice from one side");
      }
      if (lower) {
        least = bound;
      } else {
        most = bound;
      }
    }

    private void rank(Operator operator, long rank) {
      switch (operator) {
        case GT -> first = Math.max(first, rank + 1);
        case GTE -> first = Math.max(first, rank);
        case LT -> last = Math.min(last, rank - 1);
        case LTE -> last = Math.min(last, rank);
        case EQ, NE -> throw RedisErrors.unsupported("compare a rank like this");
      }
    }

    void page(Page page) {
      Position from = page.after();
      Position to = page.before();
      if (byRank) {
        if (from != null) {
          rank(turned ? Operator.LT : Operator.GT, rankOf(from));
        }
        if (to != null) {
          rank(turned ? Operator.GT : Operator.LT, rankOf(to));
        }
      } else {
        after = from == null ? null : place(from);
        before = to == null ? null : place(to);
      }
    }

    private long rankOf(Position position) {
      return value(position, layout.rank()) instanceof Number rank ? rank.longValue() : -1;
    }

    private Place place(Position position) {
      FieldPath score = layout.score();
      FieldPath member = layout.member();
      if (score == null || member == null) {
        throw RedisErrors.unsupported("page without a score");
      }
      return new Place(text(score, value(position, score)), text(member, value(position, member)));
    }

    private @Nullable Object value(Position position, @Nullable FieldPath field) {
      for (int i = 0; i < query.order().size(); i++) {
        if (query.order().get(i).field().equals(field)) {
          return position.values().get(i);
        }
      }
      return null;
    }

    private String text(FieldPath field, @Nullable Object value) {
      Column column = layout.mapping().column(field);
      String text = value == null ? null : RedisValues.text(column, value);
      if (text == null) {
        throw RedisErrors.unsupported("compare " + field + " with such a value");
      }
      return text;
    }

    RedisWindow window(Page page) {
      return new RedisWindow(
          descending,
          turned,
          least,
          most,
          first,
          last,
          after,
          before,
          page.limit(),
          page.backward());
    }
  }
}
