package dev.polyphony.schema.expression;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression with the types of its values. Numbers that are computed are `BIG_INTEGER`,
/// `DECIMAL` or `DOUBLE`; the first two are exact, and are [java.math.BigDecimal] until the end.
sealed interface Term {
  /// The type of the value, or of a list's elements; null where it is not known: of `null`, and of
  /// a claim that nothing gives a type.
  @Nullable ValueType type();

  /// @param value a logical one; null is CEL's `null`
  record Constant(@Nullable Object value, @Nullable ValueType type) implements Term {}

  /// @param several whether it is a list, or lies in one
  record Field(FieldPath path, Column column, boolean several) implements Term {
    @Override
    public ValueType type() {
      return column.type();
    }
  }

  /// A claim of the caller, taken as a value of a type; one that is not such a value is null.
  ///
  /// @param path by name, through objects
  /// @param several whether it is wanted as a list
  record Claim(List<String> path, @Nullable ValueType type, boolean several) implements Term {
    public Claim {
      path = List.copyOf(path);
    }
  }

  /// A list that is written out.
  record Elements(List<Term> terms, @Nullable ValueType type) implements Term {
    public Elements {
      terms = List.copyOf(terms);
    }
  }

  record Call(Function function, List<Term> arguments, @Nullable ValueType type) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }

    Call(Function function, ValueType type, Term... arguments) {
      this(function, List.of(arguments), type);
    }

    Term first() {
      return arguments.getFirst();
    }

    Term second() {
      return arguments.get(1);
    }
  }

  /// Whether it is a list of values.
  default boolean isList() {
    return switch (this) {
      case Field field -> field.several();
      case Claim claim -> claim.several();
      case Elements _ -> true;
      case Constant _, Call _ -> false;
    };
  }

  /// Whether its value depends on the caller.
  default boolean readsClaims() {
    return switch (this) {
      case Claim _ -> true;
      case Call call -> call.arguments().stream().anyMatch(Term::readsClaims);
      case Elements list -> list.terms().stream().anyMatch(Term::readsClaims);
      case Constant _, Field _ -> false;
    };
  }

  default Set<FieldPath> fields() {
    Set<FieldPath> fields = new LinkedHashSet<>();
    switch (this) {
      case Field field -> fields.add(field.path());
      case Call call -> call.arguments().forEach(one -> fields.addAll(one.fields()));
      case Elements list -> list.terms().forEach(one -> fields.addAll(one.fields()));
      case Constant _, Claim _ -> {}
    }
    return fields;
  }

  /// The same over rows that hold these as an embedded object.
  default Term within(String object) {
    return switch (this) {
      case Field field -> {
        List<String> segments = new java.util.ArrayList<>(field.path().segments());
        segments.addFirst(object);
        yield new Field(new FieldPath(segments), field.column(), field.several());
      }
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(one -> one.within(object)).toList(),
              call.type());
      case Elements list ->
          new Elements(list.terms().stream().map(one -> one.within(object)).toList(), list.type());
      case Constant _, Claim _ -> this;
    };
  }
}
