package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.problems.Section.Value;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Turns YAML into sections whose values know their places. Scalars stay texts: what a key means
/// decides how its text is read, not how it looks. Anchors are refused: a shared part would have
/// two places, and nested ones grow without bound.
final class YamlFile {
  private final String file;
  private final Environment environment;
  private final Problems problems;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlFile(String file, Environment environment, Problems problems) {
    this.file = file;
    this.environment = environment;
    this.problems = problems;
  }

  /// The file's mapping; null when it has none, which is a problem then.
  static @Nullable Section read(
      String file, String text, Environment environment, Problems problems) {
    return new YamlFile(file, environment, problems).root(text);
  }

  private @Nullable Section root(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(20);
    try {
      if (new Yaml(options).compose(new StringReader(text)) instanceof MappingNode mapping) {
        return section("", mapping);
      }
      problems.error(
          "INVALID_YAML",
          Location.of(file),
          "the file holds no keys",
          "Write at least `schema:` and `stores:`");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      invalid(mark == null ? Location.of(file) : at(mark), String.valueOf(e.getProblem()));
    } catch (YAMLException _) {
      // These messages may quote the file, which may hold a password.
      invalid(Location.of(file), "it is too large, too deep, or holds a forbidden character");
    }
    return null;
  }

  private void invalid(Location location, String message) {
    problems.error(
        "INVALID_YAML", location, "this is not YAML: " + message, "Look at this place and before");
  }

  private Section section(String path, MappingNode mapping) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Location location = at(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problems.error("INVALID_YAML", location, "a key is no text", "Write `key: value`");
        continue;
      }
      String name = key.getValue();
      if (values.containsKey(name)) {
        problems.error(
            "DUPLICATE_KEY",
            location,
            (path.isEmpty() ? "the configuration" : path) + " has `" + name + "` twice",
            "Keep one of them");
        continue;
      }
      String below = path.isEmpty() ? name : path + "." + name;
      values.put(name, value(below, entry.getValueNode(), location));
    }
    return new Section(path, at(mapping), values, problems);
  }

  /// @param location of the key, or of an element of a list
  private Value value(String path, Node node, Location location) {
    if (node instanceof CollectionNode<?> && !seen.add(node)) {
      problems.error(
          "INVALID_YAML", location, path + " refers to an anchor", "Write its content out");
      return new Value(Section.UNKNOWN, location);
    }
    return switch (node) {
      case MappingNode mapping -> new Value(section(path, mapping), location);
      case SequenceNode sequence -> new Value(elements(path, sequence), location);
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
        problems.error(
            "MISSING_VALUE", location, path + " has no value", "Write one, or remove the key");
        yield new Value(Section.UNKNOWN, location);
      }
      case ScalarNode scalar -> environment.substitute(scalar.getValue(), location);
      default -> throw new IllegalStateException("composing leaves no " + node.getClass());
    };
  }

  private List<Value> elements(String path, SequenceNode sequence) {
    List<Value> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(value(path, element, at(element)));
    }
    return List.copyOf(elements);
  }

  private Location at(Node node) {
    return at(node.getStartMark());
  }

  private Location at(Mark mark) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
