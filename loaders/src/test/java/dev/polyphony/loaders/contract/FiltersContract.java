package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.assertRefused;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Conditions mean in a store what they mean in the gateway, over what a bound path reads and over
/// whole lists.
interface FiltersContract extends Contract {
  long SEED = 20261126;
  int CASES = 150;

  private boolean has(Feature feature) {
    return store().fixture().rules().features().contains(feature);
  }

  @Test
  default void whatAPathReadsIsFilteredAsTheGatewayWould() {
    RandomFilters filters = new RandomFilters(declared(), store().fixture(), SEED);
    Mapping mapping = filters.mapping();
    store().fillAll(mapping, filters.rows());
    List<Object> parents = List.of(2, 0, 99, 1, 2);
    Source source =
        new Source.Related(mapping, List.of(FieldPath.of("group")), KeyBatch.of(parents.toArray()));
    if (!has(Feature.FILTERS)) {
      RandomFilters.one()
          .forEach(condition -> refused(FailureReason.UNSUPPORTED, source, condition));
      return;
    }
    for (int i = 0; i < CASES; i++) {
      Condition condition = filters.condition();
      List<List<@Nullable Object>> expected =
          parents.stream().map(parent -> filters.passing(condition, parent)).toList();

      assertFound("seed " + SEED + ", case " + i, source, condition, expected);
    }
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void aListIsFilteredAsTheGatewayWould() {
    RandomFilters filters = new RandomFilters(declared(), store().fixture(), SEED + 1);
    Mapping mapping = filters.mapping();
    store().fillAll(mapping, filters.rows());
    for (int i = 0; i < CASES; i++) {
      Condition condition = filters.condition();

      assertFound(
          "seed " + (SEED + 1) + ", case " + i,
          new Source.All(mapping),
          condition,
          List.of(filters.passing(condition, null)));
    }
  }

  /// The keys of the rows of each ordinal, and how many they are.
  private void assertFound(
      String what, Source source, Condition condition, List<List<@Nullable Object>> expected) {
    Mapping mapping = source.mapping();
    assertThat(
            byOrdinal(
                answered(
                    store()
                        .ask(
                            source,
                            Projection.of("id"),
                            condition,
                            mapping.order(),
                            Page.first(1000)))))
        .as("%s: %s", what, condition)
        .isEqualTo(expected);
    if (has(Feature.COUNTS)) {
      assertThat(byOrdinal(answered(store().count(source, condition))))
          .as("count of %s: %s", what, condition)
          .isEqualTo(expected.stream().map(rows -> List.of((long) rows.size())).toList());
    } else {
      assertRefused(FailureReason.UNSUPPORTED, store().count(source, condition));
    }
  }

  private void refused(FailureReason reason, Source source, Condition condition) {
    assertRefused(
        reason,
        store()
            .ask(source, Projection.of("id"), condition, source.mapping().order(), Page.first(9)));
    FailureReason uncounted = has(Feature.COUNTS) ? reason : FailureReason.UNSUPPORTED;
    assertRefused(uncounted, store().count(source, condition));
  }

  private Mapping texts() {
    Mapping mapping =
        declared()
            .entity(
                2,
                declared().value("group", ValueType.INT),
                declared().value("id", ValueType.INT),
                declared().value("text", ValueType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<String> texts = RandomFilters.texts(store().fixture().holdsNul());
    for (int i = 0; i < texts.size(); i++) {
      rows.add(row(1, i, texts.get(i)));
    }
    rows.add(row(1, texts.size(), null));
    store().fillAll(mapping, rows);
    return mapping;
  }

  private static Source ofOne(Mapping mapping) {
    return new Source.Related(mapping, List.of(FieldPath.of("group")), KeyBatch.of(1));
  }

  /// Each text is searched for in each other; nothing in it means anything but itself.
  @Test
  default void everyCharacterOfASearchIsItself() {
    Mapping mapping = texts();
    List<String> texts = RandomFilters.texts(store().fixture().holdsNul());
    FieldPath field = FieldPath.of("text");
    for (String sought : texts) {
      Condition begins = new Condition.Text(field, Match.STARTS_WITH, sought);
      Condition holds = new Condition.Text(field, Match.CONTAINS, sought);
      if (!has(Feature.FILTERS)) {
        refused(FailureReason.UNSUPPORTED, ofOne(mapping), begins);
        refused(FailureReason.UNSUPPORTED, ofOne(mapping), holds);
        continue;
      }
      List<@Nullable Object> beginning = new ArrayList<>();
      List<@Nullable Object> holding = new ArrayList<>();
      List<@Nullable Object> others = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        if (texts.get(i).startsWith(sought)) {
          beginning.add(i);
        }
        (texts.get(i).contains(sought) ? holding : others).add(i);
      }
      others.add(texts.size());
      assertFound("begins with", ofOne(mapping), begins, List.of(beginning));
      assertFound("holds", ofOne(mapping), holds, List.of(holding));
      assertFound("does not hold", ofOne(mapping), new Condition.Not(holds), List.of(others));
    }
  }

  @Test
  default void textThatIsNoneIsNotSearchedFor() {
    Mapping mapping = texts();
    FailureReason reason =
        has(Feature.FILTERS) ? FailureReason.REJECTED : FailureReason.UNSUPPORTED;
    List<String> broken = new ArrayList<>(HostileContract.BROKEN);
    if (!store().fixture().holdsNul()) {
      broken.add("a\0b");
    }
    for (String text : broken) {
      Condition search = new Condition.Text(FieldPath.of("text"), Match.CONTAINS, text);
      refused(reason, ofOne(mapping), search);
    }
  }

  @Test
  default void onlyTextIsSearched() {
    boolean uuids = store().fixture().rules().types().contains(ValueType.UUID);
    Mapping mapping =
        declared()
            .entity(
                2,
                declared().value("group", ValueType.INT),
                declared().value("id", ValueType.INT),
                declared().enumeration("size", Map.of("SMALL", "s", "LARGE", "l")),
                declared().stored("ref", ValueType.TEXT, uuids ? ValueType.UUID : ValueType.INT),
                declared().value("day", ValueType.DATE));
    store().fillAll(mapping, List.of());
    for (String field : List.of("id", "size", "ref", "day")) {
      for (Match match : Match.values()) {
        Condition search = new Condition.Text(FieldPath.of(field), match, "1");
        refused(FailureReason.UNSUPPORTED, ofOne(mapping), search);
        refused(FailureReason.UNSUPPORTED, ofOne(mapping), new Condition.Not(search));
      }
    }
  }

  @Test
  default void computationsAreTheGateways() {
    Mapping mapping = texts();
    Condition test = new Condition.Test(new Nothing());

    refused(FailureReason.UNSUPPORTED, ofOne(mapping), test);
    refused(FailureReason.UNSUPPORTED, ofOne(mapping), new Condition.Not(test));
  }

  /// Computes null.
  record Nothing() implements dev.polyphony.schema.algebra.Computation {
    @Override
    public java.util.Set<FieldPath> fields() {
      return java.util.Set.of();
    }

    @Override
    public @Nullable Object of(Row row) {
      return null;
    }
  }
}
