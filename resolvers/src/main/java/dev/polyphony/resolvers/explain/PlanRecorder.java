package dev.polyphony.resolvers.explain;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.explain.Figures.Failure;
import dev.polyphony.resolvers.explain.Figures.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Listens to one execution. Time counts from when it is made.
public final class PlanRecorder implements ExecutionOptions.Recorder {
  private static final long NEVER = Long.MIN_VALUE;

  private final long begin = System.nanoTime();
  private final Map<Integer, Heard> fetches = new TreeMap<>();

  /// What was heard of one fetch.
  private static final class Heard {
    int keys;
    int rows;
    long start = NEVER;
    long end = NEVER;
    final List<Statement> statements = new ArrayList<>();
    final Map<FieldError, Integer> failures = new LinkedHashMap<>();
  }

  @Override
  public synchronized void asked(int fetch, int keys) {
    Heard heard = of(fetch);
    heard.keys = keys;
    heard.start = micros();
  }

  @Override
  public synchronized void sent(int fetch, Statement statement) {
    of(fetch).statements.add(statement);
  }

  @Override
  public synchronized void answered(int fetch, int rows) {
    Heard heard = of(fetch);
    heard.rows = rows;
    heard.end = heard.end == NEVER ? micros() : heard.end;
  }

  @Override
  public synchronized void failed(int fetch, FieldError error) {
    Heard heard = of(fetch);
    heard.failures.merge(error, 1, Integer::sum);
    heard.end = heard.end == NEVER ? micros() : heard.end;
  }

  private Heard of(int fetch) {
    return fetches.computeIfAbsent(fetch, _ -> new Heard());
  }

  private long micros() {
    return (System.nanoTime() - begin) / 1000;
  }

  /// Since the execution began.
  long elapsedMicros() {
    return micros();
  }

  synchronized Figures figures(int fetch) {
    Heard heard = of(fetch);
    Time time = null;
    if (heard.start != NEVER) {
      long end = heard.end == NEVER ? micros() : heard.end;
      time = new Time(heard.start, end - heard.start);
    }
    List<Failure> failures = new ArrayList<>();
    heard.failures.forEach((error, count) -> failures.add(new Failure(error, count)));
    return new Figures(heard.keys, heard.rows, time, heard.statements, failures);
  }
}
