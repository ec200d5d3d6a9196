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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One mapping of the configuration file, read key by key. What is missing or malformed becomes a
/// problem and the given default is returned, so that reading goes on and all problems come
/// together.
///
/// `path` is how the section is named in messages, such as `stores.office`; it is empty for the
/// whole file. Values are scalars, sections or lists, each with its place. [#finish] reports the
/// keys that nobody asked for.
public final class Section {
  /// A value with its place: a `String` (as written, environment already substituted), a `Section`,
  /// a `List<Value>`, or [#UNKNOWN].
  ///
  /// @param secret whether it came from the environment, so that no message may show it
  public record Value(Object value, Location location, boolean secret) {
    public Value(Object value, Location location) {
      this(value, location, false);
    }

    /// Without the value: it may be a password.
    @Override
    public String toString() {
      return "Value[" + location + "]";
    }
  }

  /// Stands for a value that could not be had, which is a problem already: it reads as the default
  /// and causes no second problem.
  public static final Object UNKNOWN = new Object();

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})\\s*(|B|KB|MB|GB)");

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

  private String name() {
    return path.isEmpty() ? "the configuration" : path;
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

  /// Whether the values of these keys could be had, as far as they are given: what could not is a
  /// problem already, and no reason for another.
  public boolean knows(String... keys) {
    for (String key : keys) {
      Value value = values.get(key);
      if (value != null && value.value() == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  public Location locationOf(String key) {
    Value value = values.get(key);
    return value == null ? location : value.location();
  }

  /// The text of a key, or null when it is absent or no text (then a problem).
  public @Nullable String text(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null || value.value() == UNKNOWN) {
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
          name() + " has no `" + key + "`",
          "Add `" + key + ": …` to " + name());
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
    wrong(key, shown(key, text), "Write a whole number from " + least + " to " + most);
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
        wrong(key, shown(key, text), "Write `true` or `false`");
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
    wrong(key, shown(key, text), "Write a duration such as `500ms`, `10s` or `2m`");
    return otherwise;
  }

  /// A number of bytes such as `65536`, `512KB` or `2MB` (units of 1024).
  public int size(String key, int otherwise, int least) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 1;
          };
      long bytes = Long.parseLong(matcher.group(1)) * unit;
      if (bytes >= least && bytes <= Integer.MAX_VALUE) {
        return (int) bytes;
      }
    }
    wrong(
        key,
        shown(key, text),
        "Write a number of bytes such as `512KB` or `2MB`, at least " + least);
    return otherwise;
  }

  /// One of the names; case does not count.
  public <T> T choice(String key, T otherwise, Map<String, T> choices) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    T choice = choices.get(text.strip().toUpperCase(Locale.ROOT));
    if (choice != null) {
      return choice;
    }
    wrong(key, shown(key, text), "Write one of " + String.join(", ", choices.keySet()));
    return otherwise;
  }

  /// A list of texts; a single text counts as a list of one.
  public List<String> texts(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null || value.value() == UNKNOWN) {
      return List.of();
    }
    List<?> elements = value.value() instanceof List<?> list ? list : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof Value one && one.value() instanceof String text) {
        texts.add(text);
      } else if (!(element instanceof Value unknown && unknown.value() == UNKNOWN)) {
        wrong(key, "holds something that is not a plain value", "Write a list of texts");
      }
    }
    return List.copyOf(texts);
  }

  public @Nullable Section section(String key) {
    asked.add(key);
    Value value = values.get(key);
    if (value == null || value.value() == UNKNOWN) {
      return null;
    }
    if (value.value() instanceof Section section) {
      return section;
    }
    wrong(key, "is not a section", "Write its keys indented below `" + key + ":`");
    return null;
  }

  /// Reports a problem of this key's value, unless it could not be had.
  public void wrong(String key, String what, String remedy) {
    if (!knows(key)) {
      return;
    }
    problems.error(
        "INVALID_VALUE",
        locationOf(key),
        (path.isEmpty() ? "" : path + ".") + key + " " + what,
        remedy);
  }

  private String shown(String key, String text) {
    Value value = values.get(key);
    return value != null && value.secret() ? "has a value that does not fit" : "is `" + text + "`";
  }

  /// Reports every key that nobody asked for. Call it last.
  public void finish() {
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        String closest = ClosestName.of(entry.getKey(), asked);
        problems.error(
            "UNKNOWN_KEY",
            entry.getValue().location(),
            name() + " has no key `" + entry.getKey() + "`",
            (closest == null ? "" : "Did you mean `" + closest + "`? ")
                + "Known here: "
                + String.join(", ", asked));
      }
    }
  }
}
