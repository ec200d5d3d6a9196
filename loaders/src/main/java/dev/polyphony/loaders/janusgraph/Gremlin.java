package dev.polyphony.loaders.janusgraph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.P;

/// A traversal step by step, as bytecode and as text. The driver's own builder would make an object
/// for every step here, only for the server to make it again.
///
/// Values stand in predicates only, so that a text among the arguments is always a name of the
/// schema's.
final class Gremlin {
  /// @param alike whether the arguments differ in their values only
  private record Step(String name, List<Object> arguments, boolean alike) {}

  private final List<Step> steps = new ArrayList<>();

  private Gremlin() {}

  /// A traversal without steps.
  static Gremlin start() {
    return new Gremlin();
  }

  /// An anonymous traversal, or one from the source.
  static Gremlin of(String step, Object... arguments) {
    return start().step(step, arguments);
  }

  /// What passes one of many of one shape.
  static Gremlin anyOf(List<Gremlin> alike) {
    Gremlin any = new Gremlin();
    any.steps.add(new Step("or", List.copyOf(alike), true));
    return any;
  }

  /// Passes nothing.
  static Gremlin never() {
    return of("not", of("identity"));
  }

  Gremlin step(String name, Object... arguments) {
    steps.add(new Step(name, List.of(arguments), false));
    return this;
  }

  /// Goes on with all steps of another.
  Gremlin then(Gremlin other) {
    steps.addAll(other.steps);
    return this;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  Bytecode bytecode() {
    Bytecode bytecode = new Bytecode();
    for (Step step : steps) {
      Object[] arguments = step.arguments().stream().map(Gremlin::plain).toArray();
      bytecode.addStep(step.name(), arguments);
    }
    return bytecode;
  }

  private static Object plain(Object argument) {
    return argument instanceof Gremlin nested ? nested.bytecode() : argument;
  }

  /// As Gremlin is written, with `?` in place of values.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("g");
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    for (Step step : steps) {
      text.append('.').append(step.name()).append('(');
      List<Object> arguments = step.alike() ? step.arguments().subList(0, 1) : step.arguments();
      for (int i = 0; i < arguments.size(); i++) {
        text.append(i > 0 ? ", " : "");
        append(text, step.name(), arguments.get(i));
      }
      text.append(step.alike() ? ", …)" : ")");
    }
  }

  private static void append(StringBuilder text, String step, Object argument) {
    switch (argument) {
      case Gremlin nested -> {
        text.append("__");
        nested.append(text);
      }
      case P<?> predicate -> text.append(predicate.getPredicateName()).append("(?)");
      case String name -> text.append('\'').append(name).append('\'');
      case Enum<?> word -> text.append(word.name());
      // Constants are our own.
      default -> text.append(step.equals("constant") ? argument : "?");
    }
  }

  /// A step for each value.
  static <T> Gremlin each(List<T> values, Function<T, Gremlin> step) {
    Gremlin all = start();
    values.forEach(value -> all.then(step.apply(value)));
    return all;
  }
}
