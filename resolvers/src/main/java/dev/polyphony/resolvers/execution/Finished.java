package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Answer;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store's answer after the gateway has applied the rest of the filter.
///
/// @param failures ordinals for which the store would have had to give more rows than may be held
/// @param counts the rows of all pages, where they were asked for
record Finished(Answer answer, Map<Integer, FieldError> failures, @Nullable Counted counts) {

  /// @param answer null when counting failed
  record Counted(@Nullable Answer answer, @Nullable FieldError failure) {}

  /// Leaves out the rows that do not pass, and cuts the page.
  ///
  /// @param most rows that the store gives for an ordinal at most, one more fails it; what comes by
  ///   key is not bounded
  static Finished of(
      Answer answer, @Nullable Counted counts, Mapping mapping, FetchRequest request, int most) {
    if (!request.finishes()) {
      return new Finished(answer, Map.of(), counts);
    }
    Conditions conditions = new Conditions(mapping);
    Rows rows = answer.rows();
    boolean[] passes = new boolean[rows.size()];
    for (int i = 0; i < passes.length; i++) {
      passes[i] = conditions.holds(request.rest(), new CellRow(rows.header(), rows.row(i)));
    }
    Page page = request.page();
    Map<Integer, FieldError> failures = new HashMap<>();
    Links links = answer.links();
    int[] offsets = new int[links.size() + 1];
    IntList kept = new IntList();
    for (int ordinal = 0; ordinal < links.size(); ordinal++) {
      if (links.count(ordinal) > most) {
        failures.put(ordinal, tooMany(most));
      } else {
        kept.addAll(passing(links, ordinal, passes, page));
      }
      offsets[ordinal + 1] = kept.size();
    }
    Links left = Links.of(offsets, kept.toArray());
    return new Finished(new Answer(rows, left, answer.failures()), failures, counts);
  }

  private static int[] passing(Links links, int ordinal, boolean[] passes, Page page) {
    IntList found = new IntList();
    for (int i = 0; i < links.count(ordinal); i++) {
      int row = links.row(ordinal, i);
      if (row >= 0 && passes[row]) {
        found.add(row);
      }
    }
    int[] all = found.toArray();
    int size = Math.min(page.limit(), all.length);
    return page.backward()
        ? Arrays.copyOfRange(all, all.length - size, all.length)
        : Arrays.copyOf(all, size);
  }

  private static FieldError tooMany(int most) {
    return FieldError.of(
        ErrorCode.TOO_MANY_ROWS,
        "More than "
            + most
            + " rows would have to be looked at; filter by fields of a key or an index");
  }
}
