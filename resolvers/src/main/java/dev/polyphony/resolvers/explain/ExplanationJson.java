package dev.polyphony.resolvers.explain;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.explain.Figures.Failure;
import dev.polyphony.resolvers.explain.Figures.Time;
import dev.polyphony.resolvers.explain.Step.Read;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An explanation as `extensions.plan` of an answer; `docs/explain.md` describes it.
public final class ExplanationJson {
  private ExplanationJson() {}

  public static Map<String, Object> of(Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (explanation.durationMicros() != null) {
      json.put("durationMicros", explanation.durationMicros());
    }
    json.put("steps", steps(explanation.steps()));
    return json;
  }

  private static List<Map<String, Object>> steps(List<Step> steps) {
    return steps.stream().map(ExplanationJson::step).toList();
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", step.kind().name());
    json.put("paths", step.paths());
    if (step.read() != null) {
      add(step.read(), json);
    }
    if (step.figures() != null) {
      add(step.figures(), json);
    }
    json.put("steps", steps(step.steps()));
    return json;
  }

  private static void add(Read read, Map<String, Object> json) {
    json.put("store", read.store());
    json.put("storeKind", read.kind());
    json.put("from", read.from());
    if (read.text() != null) {
      json.put("text", read.text());
    }
    if (read.direction() != null) {
      json.put("direction", read.direction().name());
    }
    json.put("type", read.type());
    if (!read.mapping().isEmpty()) {
      json.put("mapping", read.mapping());
    }
    json.put("key", read.key());
    json.put("fields", read.fields());
    json.put("filter", read.filter());
    json.put("order", read.order());
    if (!read.page().isEmpty()) {
      json.put("page", read.page());
    }
  }

  private static void add(Figures figures, Map<String, Object> json) {
    json.put("keysIn", figures.keys());
    json.put("rowsOut", figures.rows());
    Time time = figures.time();
    if (time != null) {
      json.put("startMicros", time.startMicros());
      json.put("durationMicros", time.durationMicros());
    }
    json.put("statements", figures.statements().stream().map(ExplanationJson::statement).toList());
    json.put("failures", figures.failures().stream().map(ExplanationJson::failure).toList());
  }

  private static Map<String, Object> statement(Statement statement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", statement.text());
    json.put("executions", statement.executions());
    json.put("multiples", statement.multiples());
    json.put("unit", statement.unit());
    return json;
  }

  private static Map<String, Object> failure(Failure failure) {
    FieldError error = failure.error();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", error.code().name());
    json.put("message", error.message());
    json.put("count", failure.count());
    return json;
  }
}
