package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A case while it is written.
final class CaseDraft {
  /// A named fragment. It may stand where no more lists surround it than where it was written.
  record Fragment(String name, String type, int lists, int depth, String text) {}

  final Random random;
  final List<Fragment> fragments = new ArrayList<>();
  final EnumSet<Feature> features = EnumSet.noneOf(Feature.class);

  /// By type and response key: the one call that stands there, so that fields always merge.
  final Map<String, String> calls = new LinkedHashMap<>();

  /// How many more fields may be written.
  int budget = 45;

  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final Map<String, String> cursors = new LinkedHashMap<>();

  CaseDraft(Random random) {
    this.random = random;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T one(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  /// Declares a variable and returns how it is written.
  String variable(String definition) {
    String name = "v" + definitions.size();
    definitions.put(name, definition);
    features.add(Feature.VARIABLE);
    return "$" + name;
  }

  String variable(String definition, @Nullable Object value) {
    String written = variable(definition);
    values.put(written.substring(1), value);
    return written;
  }

  /// A variable that takes a cursor of a field in the second round.
  String cursor(String coordinates) {
    String written = variable("String");
    cursors.put(written.substring(1), coordinates);
    return written;
  }

  OracleCase finish(String selection, Outage outage, Map<String, Object> claims) {
    boolean several = chance(0.15);
    boolean named = several || !definitions.isEmpty() || chance(0.5);
    StringBuilder text = new StringBuilder();
    if (several && chance(0.5)) {
      text.append("query Other { __typename }\n");
    }
    if (named) {
      text.append("query Main").append(definitionsText()).append(' ');
    }
    text.append(selection).append('\n');
    fragments.forEach(fragment -> text.append(fragment.text()).append('\n'));
    if (several) {
      text.append("query Another { again: __typename }\n");
    }
    return new OracleCase(
        text.toString(), several ? "Main" : null, values, cursors, outage, claims, features);
  }

  private String definitionsText() {
    List<String> texts = new ArrayList<>();
    definitions.forEach((name, definition) -> texts.add("$" + name + ": " + definition));
    return texts.isEmpty() ? "" : "(" + String.join(", ", texts) + ")";
  }
}
