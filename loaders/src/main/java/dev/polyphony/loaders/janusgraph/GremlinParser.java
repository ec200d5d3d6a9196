package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.janusgraph.GremlinNode.Constant;
import dev.polyphony.loaders.janusgraph.GremlinNode.Place;
import dev.polyphony.loaders.janusgraph.GremlinNode.Predicate;
import dev.polyphony.loaders.janusgraph.GremlinNode.Step;
import dev.polyphony.loaders.janusgraph.GremlinNode.Steps;
import dev.polyphony.loaders.janusgraph.GremlinTokens.Token;
import dev.polyphony.schema.catalog.NativeStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a native text of Gremlin: one traversal of steps that only read.
///
/// TinkerPop's own grammar is not used: it needs another version of its parser's runtime than the
/// expressions of the schema, and it takes more than may be sent.
final class GremlinParser {
  private static final Set<String> SOURCES = Set.of("V", "E", "inject", "union");

  /// Closed: whatever writes, calls out or runs code is not among them.
  private static final Set<String> STEPS =
      Set.of(
          "V",
          "E",
          "aggregate",
          "all",
          "and",
          "any",
          "as",
          "asDate",
          "asString",
          "barrier",
          "both",
          "bothE",
          "bothV",
          "by",
          "cap",
          "choose",
          "coalesce",
          "coin",
          "combine",
          "concat",
          "conjoin",
          "constant",
          "count",
          "cyclicPath",
          "dateAdd",
          "dateDiff",
          "dedup",
          "difference",
          "disjunct",
          "elementMap",
          "emit",
          "filter",
          "flatMap",
          "fold",
          "format",
          "from",
          "group",
          "groupCount",
          "has",
          "hasId",
          "hasKey",
          "hasLabel",
          "hasNot",
          "hasValue",
          "id",
          "identity",
          "in",
          "inE",
          "inV",
          "index",
          "inject",
          "intersect",
          "is",
          "key",
          "label",
          "lTrim",
          "length",
          "limit",
          "local",
          "loops",
          "map",
          "match",
          "math",
          "max",
          "mean",
          "merge",
          "min",
          "not",
          "option",
          "optional",
          "or",
          "order",
          "otherV",
          "out",
          "outE",
          "outV",
          "path",
          "product",
          "project",
          "properties",
          "propertyMap",
          "rTrim",
          "range",
          "repeat",
          "replace",
          "reverse",
          "sample",
          "select",
          "simplePath",
          "skip",
          "split",
          "store",
          "substring",
          "sum",
          "tail",
          "timeLimit",
          "times",
          "to",
          "toLower",
          "toUpper",
          "tree",
          "trim",
          "unfold",
          "union",
          "until",
          "value",
          "valueMap",
          "values",
          "where");

  /// Where a text is a value and not the name of a property, a label or a step's result.
  private static final Set<String> VALUES =
      Set.of(
          "V",
          "coin",
          "concat",
          "constant",
          "has",
          "hasId",
          "hasValue",
          "inject",
          "is",
          "limit",
          "range",
          "sample",
          "skip",
          "tail",
          "times");

  private final List<Token> tokens;
  private int at;

  private GremlinParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws IllegalArgumentException when it is none; the message continues "The text of …"
  static Steps parse(NativeStatement statement) {
    GremlinParser parser = new GremlinParser(GremlinTokens.of(statement));
    if (!(parser.next() instanceof Token.Word word) || !word.text().equals("g")) {
      throw new IllegalArgumentException("does not begin with `g`");
    }
    parser.require('.');
    Steps steps = parser.steps();
    if (parser.at < parser.tokens.size()) {
      throw new IllegalArgumentException("goes on after its traversal");
    }
    String source = steps.steps().getFirst().name();
    if (!SOURCES.contains(source)) {
      throw new IllegalArgumentException("begins with the step " + source + "()");
    }
    return steps;
  }

  private @Nullable Token peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
  }

  private Token next() {
    if (at == tokens.size()) {
      throw new IllegalArgumentException("ends before its traversal does");
    }
    return tokens.get(at++);
  }

  private boolean isSign(int ahead, char sign) {
    return peek(ahead) instanceof Token.Sign found && found.sign() == sign;
  }

  private void require(char sign) {
    if (!(next() instanceof Token.Sign found) || found.sign() != sign) {
      throw new IllegalArgumentException("lacks a `" + sign + "`");
    }
  }

  private String word() {
    if (next() instanceof Token.Word word) {
      return word.text();
    }
    throw new IllegalArgumentException("lacks the name of a step");
  }

  private Steps steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(step());
    while (isSign(0, '.')) {
      at++;
      steps.add(step());
    }
    return new Steps(steps);
  }

  private Step step() {
    String name = word();
    if (!STEPS.contains(name)) {
      throw new IllegalArgumentException("has the step " + name + "(), which is not admitted");
    }
    List<GremlinNode> arguments = arguments();
    for (int i = 0; i < arguments.size(); i++) {
      boolean last = i == arguments.size() - 1;
      boolean value = VALUES.contains(name) && (!name.equals("has") || (last && i > 0));
      if (arguments.get(i) instanceof Place && !value) {
        throw new IllegalArgumentException(
            "has a placeholder in " + name + "() where it would be a name");
      }
    }
    return new Step(name, arguments);
  }

  private List<GremlinNode> arguments() {
    require('(');
    List<GremlinNode> arguments = new ArrayList<>();
    while (!isSign(0, ')')) {
      if (!arguments.isEmpty()) {
        require(',');
      }
      arguments.add(argument());
    }
    at++;
    return arguments;
  }

  private GremlinNode argument() {
    return switch (next()) {
      case Token.Constant constant -> new Constant(constant.value());
      case Token.Place place -> new Place(place.part());
      case Token.Sign sign ->
          throw new IllegalArgumentException("has a `" + sign.sign() + "` too many");
      case Token.Word word -> word(word.text());
    };
  }

  private GremlinNode word(String word) {
    if (word.equals("__")) {
      require('.');
      return steps();
    }
    boolean owner = GremlinWords.OWNERS.contains(word) && isSign(0, '.');
    if (owner) {
      at++;
    }
    String name = owner ? word() : word;
    boolean called = isSign(0, '(');
    if (called
        && (owner
            ? GremlinWords.PREDICATES.contains(name) || name.equals("not")
            : GremlinWords.PREDICATES.contains(name))) {
      return chained(new Predicate(name, arguments()));
    }
    if (called && !owner) {
      at--;
      return steps();
    }
    Object constant = GremlinWords.constant(owner ? word : "", name);
    if (called || constant == null) {
      throw new IllegalArgumentException("has `" + name + "`, which means nothing there");
    }
    return new Constant(constant);
  }

  /// `gt(1).and(lt(5))`.
  private GremlinNode chained(Predicate first) {
    Predicate chain = first;
    while (isSign(0, '.')) {
      at++;
      String name = word();
      if (name.equals("negate")) {
        arguments();
        chain = new Predicate("not", List.of(chain));
      } else if (name.equals("and") || name.equals("or")) {
        List<GremlinNode> both = new ArrayList<>();
        both.add(chain);
        both.addAll(arguments());
        chain = new Predicate(name, both);
      } else {
        throw new IllegalArgumentException("has " + name + "() after a predicate");
      }
    }
    return chain;
  }
}
