package dev.polyphony.schema.problems;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One mapping of the configuration file, read key by key. What is missing or malformed becomes a
/// problem and the given default is returned, so that reading goes on and all problems come
/// together.
///
/// `path` is how the section is named in messages, such as `stores.office`. Values are scalars,
/// sections or lists, each with its place. [#finish] reports the keys that nobody asked for.
public final class Section {
  /// A value with its place: a `String` (as written, environment already substituted), a `Section`,
  /// or a `List<Value>`.
  public record Value(Object value, Location location) {}

  private final String path;
  private final Location location;
  private final Map<String, Value> values;
  private final Problems problems;
  private final Set<String> asked = new TreeSet<>();

  public Section(String path, Location location, Map<String, Value> values, Problems problems) {
    this.path = path;
    this.location = location;
    this.values = new LinkedHashMap<>(values);
    this.problems = problems;
  }

  public String path() {
    return path;
  }

  public Location location() {
    return location;
  }

  public Problems problems() {
    return problems;
  }

  public Set<String> keys() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  public Location locationOf(String key) {
    Value value = values.get(key);
    return value == null ? location : value.location();
  }

  /// The text of a key, or null when it is absent or no text (then a problem).
  public @Nullable String text(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value.value() instanceof String text) {
      return text;
    }
    wrong(key, "is not a plain value", "Write `" + key + ": <text>`");
    return null;
  }

  public String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  /// Like [#text(String)]; an absent key is a problem, and `""` is returned.
  public String requiredText(String key) {
    if (!values.containsKey(key)) {
      asked.add(key);
      problems.error(
          "MISSING_KEY",
          location,
          path + " has no `" + key + "`",
          "Add `" + key + ": …` to " + path);
      return "";
    }
    String text = text(key);
    return text == null ? "" : text;
  }

  public int integer(String key, int otherwise, int least, int most) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    wrong(key, "is `" + text + "`", "Write a whole number from " + least + " to " + most);
    return otherwise;
  }

  public boolean flag(String key, boolean otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(key, "is `" + text + "`", "Write `true` or `false`");
        yield otherwise;
      }
    };
  }

  /// A duration such as `500ms`, `10s`, `2m`, `1h`; more than zero.
  public Duration duration(String key, Duration otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    String written = text.strip().toLowerCase(Locale.ROOT);
    try {
      Duration duration =
          written.endsWith("ms")
              ? Duration.ofMillis(
                  Long.parseLong(written.substring(0, written.length() - 2).strip()))
              : Duration.parse("PT" + written.replace(" ", ""));
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      // reported below, like a duration of zero
    }
    wrong(key, "is `" + text + "`", "Write a duration such as `500ms`, `10s` or `2m`");
    return otherwise;
  }

  /// A list of texts; a single text counts as a list of one.
  public List<String> texts(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null) {
      return List.of();
    }
    List<?> elements = value.value() instanceof List<?> list ? list : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof Value one && one.value() instanceof String text) {
        texts.add(text);
      } else {
        wrong(key, "holds something that is not a plain value", "Write a list of texts");
      }
    }
    return List.copyOf(texts);
  }

  public @Nullable Section section(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value.value() instanceof Section section) {
      return section;
    }
    wrong(key, "is not a section", "Write its keys indented below `" + key + ":`");
    return null;
  }

  /// Reports a problem of this key's value.
  public void wrong(String key, String what, String remedy) {
    problems.error("INVALID_VALUE", locationOf(key), path + "." + key + " " + what, remedy);
  }

  /// Reports every key that nobody asked for. Call it last.
  public void finish() {
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        problems.error(
            "UNKNOWN_KEY",
            entry.getValue().location(),
            path + " has no key `" + entry.getKey() + "`",
            "Known here: " + String.join(", ", asked));
      }
    }
  }
}
