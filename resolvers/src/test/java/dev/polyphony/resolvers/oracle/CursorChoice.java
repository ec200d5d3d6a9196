package dev.polyphony.resolvers.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Cursors for the second round of a case, taken from the first: each engine gets its own text for
/// the same row. Now and then a cursor is one of another field, or none at all.
final class CursorChoice {
  private final Map<String, Object> ours = new LinkedHashMap<>();
  private final Map<String, Object> theirs = new LinkedHashMap<>();
  private boolean page;

  /// @param cursors our cursors by the oracle's
  CursorChoice(OracleCase oracleCase, Map<String, String> cursors, long seed) {
    Random random = new Random(seed);
    List<String> all = cursors.keySet().stream().sorted().toList();
    oracleCase
        .cursors()
        .forEach((variable, field) -> {
          List<String> fitting = new ArrayList<>(all);
          fitting.removeIf(cursor -> !NaivePage.isCursorOf(field, cursor));
          if (random.nextInt(25) == 0) {
            choose(variable, "AQID", "AQID");
          } else if (random.nextInt(25) == 0 && !all.isEmpty()) {
            choose(variable, all.get(random.nextInt(all.size())), cursors);
          } else if (!fitting.isEmpty()) {
            choose(variable, fitting.get(random.nextInt(fitting.size())), cursors);
            page = true;
          }
        });
  }

  private void choose(String variable, String cursor, Map<String, String> cursors) {
    choose(variable, cursors.getOrDefault(cursor, ""), cursor);
  }

  private void choose(String variable, String our, String their) {
    ours.put(variable, our);
    theirs.put(variable, their);
  }

  Map<String, Object> ours() {
    return ours;
  }

  Map<String, Object> theirs() {
    return theirs;
  }

  /// Whether a cursor of the field itself is among them.
  boolean isPage() {
    return page;
  }
}
