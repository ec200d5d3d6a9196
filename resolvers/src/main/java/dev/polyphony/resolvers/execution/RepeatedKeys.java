package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.catalog.Repeat.Keep;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys that the rounds of a repeated path give to the objects where it begins. The last round
/// is one too many: whoever has a new key there, has not come to an end.
final class RepeatedKeys {
  private final List<Keys> rounds;
  private final Keep keep;

  private RepeatedKeys(List<Keys> rounds, Keep keep) {
    this.rounds = rounds;
    this.keep = keep;
  }

  /// @param rounds of at least two, all of them for the same objects
  static Keys of(List<Keys> rounds, Keep keep) {
    return new RepeatedKeys(rounds, keep).keys();
  }

  private Keys keys() {
    Keys first = rounds.getFirst();
    int width = first.batch().width();
    List<Object> keys = new ArrayList<>();
    int[] ends = new int[first.parents() + 1];
    Map<Integer, FieldError> failures = new HashMap<>();
    for (int owner = 0; owner < first.parents(); owner++) {
      Set<List<Object>> kept = new LinkedHashSet<>();
      FieldError failure = walk(owner, kept);
      if (failure == null) {
        kept.forEach(keys::addAll);
      } else {
        failures.put(owner, failure);
      }
      ends[owner + 1] = keys.size() / width;
    }
    return new Keys(KeyBatch.wrap(width, keys.toArray()), ends, failures);
  }

  private @Nullable FieldError walk(int owner, Set<List<Object>> kept) {
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Keys round : rounds) {
      FieldError failure = round.failures().get(owner);
      if (failure != null) {
        return failure;
      }
      boolean over = round == rounds.getLast();
      if (keep == Keep.LAST && !over && round.from(owner) < round.to(owner)) {
        kept.clear();
      }
      for (int key = round.from(owner); key < round.to(owner); key++) {
        boolean fresh = seen.add(round.key(key));
        if (over && (fresh || keep == Keep.LAST)) {
          return tooLong();
        }
        if (!over) {
          kept.add(round.key(key));
        }
      }
    }
    return null;
  }

  private FieldError tooLong() {
    return FieldError.of(
        ErrorCode.PATH_TOO_LONG,
        "The path leads on after " + (rounds.size() - 1) + " rounds, the most that it may take");
  }
}
