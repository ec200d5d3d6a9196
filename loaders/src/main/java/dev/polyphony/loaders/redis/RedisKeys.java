package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.StoredValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys of Redis that a request is about, in the order of its ordinals. A key that cannot exist
/// is left out, and one that must not be asked for fails alone.
final class RedisKeys {
  private final List<RedisKey> found = new ArrayList<>();
  private final Map<Integer, StoreException> failures = new TreeMap<>();
  private final int size;

  private RedisKeys(int size) {
    this.size = size;
  }

  /// @param fields whose values each ordinal has: the partition, or that and the member
  static RedisKeys of(RedisLayout layout, List<FieldPath> fields, RedisBindings bindings) {
    RedisKeys keys = new RedisKeys(bindings.size());
    Naming naming = new Naming(layout);
    for (int ordinal = 0; ordinal < bindings.size(); ordinal++) {
      try {
        RedisKey key = naming.key(fields, bindings, ordinal);
        if (key != null) {
          keys.found.add(key);
        }
      } catch (StoreException e) {
        keys.failures.put(ordinal, e);
      }
    }
    return keys;
  }

  List<RedisKey> found() {
    return found;
  }

  Map<Integer, StoreException> failures() {
    return failures;
  }

  /// The number of ordinals.
  int size() {
    return size;
  }

  private static final class Naming {
    private final RedisLayout layout;
    private final Set<Character> divisions;

    Naming(RedisLayout layout) {
      this.layout = layout;
      this.divisions = RedisRules.divisions(layout.template());
    }

    /// Null when no such key can be.
    @Nullable RedisKey key(List<FieldPath> fields, RedisBindings bindings, int ordinal) {
      List<@Nullable Object> values = new ArrayList<>(fields.size());
      List<String> texts = new ArrayList<>(fields.size());
      for (FieldPath field : fields) {
        Column column = layout.mapping().column(field);
        Object value = bindings.value(field, ordinal);
        String text = RedisValues.text(column, value);
        if (text == null) {
          return null;
        }
        if (!field.equals(layout.member())) {
          requireUndivided(field, text);
        }
        texts.add(text);
        values.add(logical(column, value));
      }
      boolean sought = layout.member() != null && fields.contains(layout.member());
      String member = sought ? texts.getLast() : null;
      return new RedisKey(ordinal, name(fields, texts), member, values);
    }

    /// An ID has the form that its store gives it.
    private static Object logical(Column column, Object value) {
      Object logical = StoredValues.fromStored(column, StoredValues.toStored(column, value));
      return logical == null ? value : logical;
    }

    private void requireUndivided(FieldPath field, String text) {
      for (int i = 0; i < text.length(); i++) {
        if (divisions.contains(text.charAt(i))) {
          throw new StoreException(
              FailureReason.REJECTED, field + " holds a character that divides keys");
        }
      }
    }

    private String name(List<FieldPath> fields, List<String> texts) {
      StringBuilder name = new StringBuilder();
      for (KeyTemplate.Part part : layout.template().parts()) {
        switch (part) {
          case KeyTemplate.Part.Text(String text) -> name.append(text);
          case KeyTemplate.Part.Field(FieldPath field) ->
              name.append(texts.get(fields.indexOf(field)));
        }
      }
      return name.toString();
    }
  }
}
