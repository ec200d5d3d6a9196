package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.KeyTemplate;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.Storage.Structure;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Redis does well: what lies under a whole key; of sets their members in order; of sorted
/// sets the members by score and rank, from either end.
final class RedisRules implements StoreRules {
  /// Redis holds text; these are read and written in one form only.
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(
          EnumSet.of(
              ValueType.BOOLEAN,
              ValueType.INT,
              ValueType.LONG,
              ValueType.DOUBLE,
              ValueType.TEXT,
              ValueType.UUID,
              ValueType.BYTES,
              ValueType.JSON,
              ValueType.OBJECT_ID));

  @Override
  public String kind() {
    return "redis";
  }

  @Override
  public Set<ValueType> types() {
    return TYPES;
  }

  @Override
  public boolean snakeCase() {
    return false;
  }

  @Override
  public Set<Feature> features() {
    return Collections.unmodifiableSet(
        EnumSet.of(Feature.KEY_TEMPLATES, Feature.STRUCTURES, Feature.NATIVE));
  }

  @Override
  public void check(NativeStatement statement, Problems problems) {
    NativeTexts.check(
        statement,
        RedisCommandText::of,
        "Write one command that reads, such as `ZRANGE top:{$this.code} 0 9 REV WITHSCORES`",
        problems);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    RedisLayout layout = layout(mapping);
    if (layout == null) {
      // The reading of `from` has said so.
      return new Capabilities(List.of(), false, false);
    }
    new RedisDeclaration(layout, problems).check();
    List<AccessPath> paths = new ArrayList<>();
    paths.add(new AccessPath(mapping.key(), false, null, List.of(), 0, true));
    FieldPath member = layout.member();
    if (member != null) {
      addLists(layout, member, paths);
    }
    return new Capabilities(paths, false, false);
  }

  private static @Nullable RedisLayout layout(Mapping mapping) {
    try {
      return RedisLayout.of(mapping);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void addLists(RedisLayout layout, FieldPath member, List<AccessPath> paths) {
    List<FieldPath> equal = layout.partition();
    FieldOrder ascending = new FieldOrder(member, Direction.ASC);
    if (layout.structure() == Structure.SET) {
      paths.add(new AccessPath(equal, false, null, List.of(ascending), 0, false));
      return;
    }
    FieldPath score = layout.score();
    FieldPath rank = layout.rank();
    Direction down = layout.descending() ? Direction.DESC : Direction.ASC;
    List<List<FieldOrder>> orders = new ArrayList<>();
    if (score != null) {
      orders.add(List.of(new FieldOrder(score, down), new FieldOrder(member, down)));
    }
    if (rank != null) {
      orders.add(List.of(new FieldOrder(rank, Direction.ASC), ascending));
    }
    for (List<FieldOrder> order : orders) {
      // A rank is no other member's, so that what follows it decides nothing.
      int ties = order.getFirst().field().equals(rank) ? 1 : 0;
      if (score != null) {
        paths.add(new AccessPath(equal, false, score, order, ties, false));
      }
      if (rank != null) {
        paths.add(new AccessPath(equal, false, rank, order, ties, false));
      }
    }
  }

  /// Whether a value of this type has one form as text, and one that a key may hold.
  static boolean mayStandInKey(ValueType type) {
    return switch (type) {
      case BOOLEAN, INT, LONG, BIG_INTEGER, TEXT, UUID, DATE, OBJECT_ID -> true;
      // Numbers with fractions have several forms, and times of day hold a colon.
      case DOUBLE, DECIMAL, BYTES, TIME, LOCAL_DATE_TIME, DATE_TIME, JSON -> false;
    };
  }

  /// Whether a value of this type has one form as text.
  static boolean mayBeMember(ValueType type) {
    return switch (type) {
      case TIME, LOCAL_DATE_TIME, DATE_TIME -> true;
      default -> mayStandInKey(type);
    };
  }

  /// The characters beside placeholders, and the colon that keys are divided by by custom: a value
  /// that held one could be read as two.
  static Set<Character> divisions(KeyTemplate template) {
    Set<Character> divisions = new java.util.TreeSet<>(Set.of(':'));
    List<KeyTemplate.Part> parts = template.parts();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof KeyTemplate.Part.Text(String text)) {
        if (i > 0) {
          divisions.add(text.charAt(0));
        }
        if (i < parts.size() - 1) {
          divisions.add(text.charAt(text.length() - 1));
        }
      }
    }
    return divisions;
  }
}
