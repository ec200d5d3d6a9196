package dev.polyphony.loaders;

import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import dev.polyphony.schema.problems.Problems;
import java.util.IdentityHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a store makes of native texts, made once for each.
///
/// @param <T> a text as the store sends it
public final class NativeTexts<T> {
  private static final int MOST = 10_000;

  private final Function<NativeStatement, T> reader;

  /// By identity: a catalog's statements live as long as it, and comparing them is not cheap.
  private volatile IdentityHashMap<NativeStatement, T> known = new IdentityHashMap<>();

  /// @param reader throws IllegalArgumentException for a text that it refuses
  public NativeTexts(Function<NativeStatement, T> reader) {
    this.reader = reader;
  }

  public T of(NativeStatement statement) {
    T text = known.get(statement);
    return text == null ? read(statement) : text;
  }

  private synchronized T read(NativeStatement statement) {
    IdentityHashMap<NativeStatement, T> more = new IdentityHashMap<>();
    if (known.size() < MOST) {
      more.putAll(known);
    }
    T read;
    try {
      read = reader.apply(statement);
    } catch (IllegalArgumentException e) {
      // The schema was not checked, or the text would have been refused there.
      throw new StoreException(
          FailureReason.REJECTED, "the text of " + statement.row().from() + " " + e.getMessage());
    }
    more.put(statement, read);
    known = more;
    return read;
  }

  /// Reads a text for its problems alone.
  ///
  /// @param mend what to write instead
  public static void check(
      NativeStatement statement,
      Function<NativeStatement, ?> reader,
      String mend,
      Problems problems) {
    try {
      var _ = reader.apply(statement);
    } catch (IllegalArgumentException e) {
      problems.error(
          "INVALID_NATIVE_TEXT",
          statement.row().location(),
          "The text of " + statement.row().from() + " " + e.getMessage(),
          mend);
    }
  }

  /// The text with something in place of each placeholder.
  public static String with(NativeStatement statement, Function<Part, String> placeholder) {
    return statement.parts().stream()
        .map(part -> part instanceof Part.Text text ? text.text() : placeholder.apply(part))
        .collect(Collectors.joining());
  }
}
