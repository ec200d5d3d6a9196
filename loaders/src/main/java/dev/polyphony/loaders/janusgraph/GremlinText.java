package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.janusgraph.GremlinNode.Constant;
import dev.polyphony.loaders.janusgraph.GremlinNode.Place;
import dev.polyphony.loaders.janusgraph.GremlinNode.Predicate;
import dev.polyphony.loaders.janusgraph.GremlinNode.Step;
import dev.polyphony.loaders.janusgraph.GremlinNode.Steps;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.ReadOnlyStrategy;
import org.jspecify.annotations.Nullable;

/// A native text of Gremlin, read once. Values take their places in the bytecode that is made of
/// it, never in the text.
record GremlinText(Steps traversal, String text) {
  /// Steps whose numbers are long ones.
  private static final Set<String> LONG = Set.of("limit", "range", "skip", "tail");

  /// @throws IllegalArgumentException when the text is none or does more than to read; the message
  ///   continues "The text of …"
  static GremlinText of(NativeStatement statement) {
    return new GremlinText(
        GremlinParser.parse(statement), NativeTexts.with(statement, _ -> "?").strip());
  }

  /// @param values the value of a placeholder
  /// @param limit how many results it gives at most
  /// @throws IllegalArgumentException when a value does not fit its place
  Bytecode bytecode(Function<Part, @Nullable Object> values, long limit) {
    Bytecode bytecode = new Bytecode();
    // The server, too, refuses what writes.
    bytecode.addSource("withStrategies", ReadOnlyStrategy.instance());
    add(bytecode, traversal, values);
    bytecode.addStep("limit", limit);
    return bytecode;
  }

  private static void add(Bytecode bytecode, Steps steps, Function<Part, @Nullable Object> values) {
    for (Step step : steps.steps()) {
      List<@Nullable Object> arguments = new ArrayList<>();
      for (GremlinNode argument : step.arguments()) {
        arguments.add(argument(step.name(), argument, values));
      }
      bytecode.addStep(step.name(), arguments.toArray());
    }
  }

  private static @Nullable Object argument(
      String step, GremlinNode argument, Function<Part, @Nullable Object> values) {
    return switch (argument) {
      case Constant constant
          when LONG.contains(step) && constant.value() instanceof Number number ->
          number.longValue();
      case Constant constant -> constant.value();
      case Predicate predicate -> predicate(predicate, values);
      case Steps nested -> {
        Bytecode bytecode = new Bytecode();
        add(bytecode, nested, values);
        yield bytecode;
      }
      case Place place -> {
        Object value = values.apply(place.part());
        // Without a predicate, the server could not tell which of several steps is meant by null.
        yield switch (step) {
          case "has", "is" -> P.eq(value);
          default ->
              LONG.contains(step) && value instanceof Number n ? (Object) n.longValue() : value;
        };
      }
    };
  }

  private static P<?> predicate(Predicate predicate, Function<Part, @Nullable Object> values) {
    List<@Nullable Object> bound = new ArrayList<>();
    for (GremlinNode argument : predicate.arguments()) {
      bound.add(
          switch (argument) {
            case Place place -> values.apply(place.part());
            case Constant constant -> constant.value();
            case Predicate inner -> predicate(inner, values);
            case Steps _ ->
                throw new IllegalArgumentException(
                    "has a traversal in " + predicate.name() + "(), which takes values");
          });
    }
    return GremlinWords.predicate(predicate.name(), bound);
  }
}
