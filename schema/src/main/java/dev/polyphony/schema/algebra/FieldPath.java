package dev.polyphony.schema.algebra;

import java.util.List;

/// The names of fields from a type down to a value: `code`, or `position.lat` inside a document.
public record FieldPath(List<String> segments) implements Comparable<FieldPath> {
  public FieldPath {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a field path has at least one segment");
    }
  }

  /// Parses dotted text.
  public static FieldPath of(String dotted) {
    return dotted.indexOf('.') < 0
        ? new FieldPath(List.of(dotted))
        : new FieldPath(List.of(dotted.split("\\.", -1)));
  }

  public String first() {
    return segments.getFirst();
  }

  public String last() {
    return segments.getLast();
  }

  public boolean isNested() {
    return segments.size() > 1;
  }

  @Override
  public int compareTo(FieldPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return String.join(".", segments);
  }
}
