package dev.polyphony.resolvers.explain;

import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.schema.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the tree of a plan: each fetch below the one that it waits for.
public final class Explainer {
  private final Plan plan;
  private final Places places;
  private final ReadShape shape;
  private final @Nullable PlanRecorder recorder;
  private final Map<Integer, List<Fetch>> waiting = new TreeMap<>();

  private Explainer(Plan plan, Catalog catalog, @Nullable PlanRecorder recorder) {
    this.plan = plan;
    this.places = new Places(plan);
    this.shape = new ReadShape(places, catalog);
    this.recorder = recorder;
    for (Fetch fetch : plan.fetches()) {
      waiting.computeIfAbsent(places.waitsFor(fetch), _ -> new ArrayList<>()).add(fetch);
    }
  }

  /// A plan that was not run.
  public static Explanation of(Plan plan, Catalog catalog) {
    return new Explanation(new Explainer(plan, catalog, null).steps(), null);
  }

  /// A plan that was run, with what its execution told the recorder.
  public static Explanation of(Plan plan, Catalog catalog, PlanRecorder recorder) {
    long duration = recorder.elapsedMicros();
    return new Explanation(new Explainer(plan, catalog, recorder).steps(), duration);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>(below(-1));
    if (plan.introspection() != null) {
      steps.add(new Step(StepKind.INTROSPECTION, places.introspection(), null, null, List.of()));
    }
    return steps;
  }

  private List<Step> below(int fetch) {
    return waiting.getOrDefault(fetch, List.of()).stream().map(this::step).toList();
  }

  private Step step(Fetch fetch) {
    return new Step(
        kind(fetch),
        places.of(fetch),
        shape.of(fetch),
        recorder == null ? null : recorder.figures(fetch.id()),
        below(fetch.id()));
  }

  private static StepKind kind(Fetch fetch) {
    if (fetch.natively() != null) {
      return StepKind.NATIVE;
    }
    if (fetch.key().isEmpty()) {
      return StepKind.LIST;
    }
    if (fetch.relationship() != null) {
      return StepKind.EDGES;
    }
    return fetch.byKey() ? StepKind.BY_KEY : StepKind.RELATED;
  }
}
