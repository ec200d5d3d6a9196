package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Which fields take the same values, because joins compare them; and values for all.
final class SameValues {
  /// A field of an entity, or of a type inside one.
  record Place(String type, String field) {}

  private final Catalog catalog;
  private final Map<Place, Place> leads = new HashMap<>();
  private final Set<Place> numbers = new HashSet<>();

  SameValues(Catalog catalog) {
    this.catalog = catalog;
    catalog
        .types()
        .values()
        .forEach(type ->
            type.fields()
                .values()
                .forEach(binding -> {
                  if (binding instanceof JoinField field) {
                    join(type.name(), field.join());
                  }
                }));
    leads
        .keySet()
        .forEach(place -> {
          if (numbers.contains(place)) {
            numbers.add(root(place));
          }
        });
    List.copyOf(numbers).forEach(place -> numbers.add(root(place)));
  }

  private void join(String type, Join join) {
    for (int i = 0; i < join.local().size(); i++) {
      Place local = place(type, join.local().get(i));
      Place remote = place(join.entity(), join.remote().get(i));
      mark(local, join.localColumns().get(i));
      mark(remote, join.mapping().column(join.remote().get(i)));
      Place root = root(local);
      if (!root.equals(root(remote))) {
        leads.put(root, root(remote));
      }
    }
  }

  private void mark(Place place, Column column) {
    if (column.stored() == ValueType.LONG || column.stored() == ValueType.INT) {
      numbers.add(place);
    }
  }

  private Place place(String type, FieldPath path) {
    String owner = type;
    for (String segment : path.segments().subList(0, path.segments().size() - 1)) {
      owner =
          switch (catalog.field(owner, segment)) {
            case EmbeddedField field -> field.type();
            // The end of an edge: a part of that entity.
            case JoinField field -> field.join().entity();
            default -> throw new IllegalStateException(segment + " of " + owner);
          };
    }
    return new Place(owner, path.last());
  }

  private Place root(Place place) {
    Place root = place;
    while (leads.containsKey(root)) {
      root = leads.get(root);
    }
    return root;
  }

  /// A value for a field; one of few, so that many are equal.
  Object draw(Place place, Column column, Random random) {
    Place root = root(place);
    int number = random.nextInt(column.enumNames().isEmpty() ? 45 : column.enumNames().size());
    if (!column.enumNames().isEmpty()) {
      return List.copyOf(column.enumNames().keySet()).get(number);
    }
    return switch (column.type()) {
      case TEXT, OBJECT_ID ->
          column.stored() == ValueType.LONG
                  || column.stored() == ValueType.INT
                  || numbers.contains(root)
              ? "" + (number + 1)
              : root.field() + number;
      case BOOLEAN -> random.nextBoolean();
      case INT -> number;
      case LONG -> (1L << 53) + number;
      case DOUBLE -> number / 4.0;
      case BIG_INTEGER -> BigInteger.TWO.pow(90).add(BigInteger.valueOf(number));
      case DECIMAL -> new BigDecimal(number + ".50");
      case UUID -> new UUID(number, number);
      case BYTES -> new byte[] {(byte) number};
      case DATE -> LocalDate.of(2001, 1, 1).plusDays(number % 3);
      case TIME -> LocalTime.of(number % 24, 0);
      case LOCAL_DATE_TIME -> LocalDate.of(2001, 1, 1).atTime(number % 12, 30);
      case DATE_TIME -> Instant.ofEpochSecond(1_000_000_000L + number % 9);
      case JSON -> Map.of("n", number);
    };
  }
}
