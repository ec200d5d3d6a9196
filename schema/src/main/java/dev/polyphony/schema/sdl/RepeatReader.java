package dev.polyphony.schema.sdl;

import static java.util.Objects.requireNonNull;

import dev.polyphony.schema.catalog.Repeat;
import dev.polyphony.schema.catalog.Repeat.Keep;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Reads that a path is followed again and again.
final class RepeatReader {
  private final Reading reading;

  RepeatReader(Reading reading) {
    this.reading = reading;
  }

  static boolean repeats(FieldDefinition field) {
    Directive join = Sdl.directive(field, "join");
    return join != null && join.getArgument("repeat") != null;
  }

  /// @return null when something is wrong, which is then a problem
  @Nullable Repeat read(SourceType owner, FieldDefinition field) {
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    String target = node == null ? named : node;
    if (!target.equals(owner.name())) {
      wrong(
          owner,
          field,
          "leads to " + target,
          "Repeat a path that leads from " + owner.name() + " to " + owner.name() + " again");
      return null;
    }
    Value<?> value = Sdl.value(requireNonNull(Sdl.directive(field, "join")), "repeat");
    BigInteger max = null;
    Keep keep = Keep.ALL;
    if (value instanceof ObjectValue object) {
      for (ObjectField part : object.getObjectFields()) {
        if (part.getValue() instanceof IntValue number) {
          max = number.getValue();
        } else if ("LAST".equals(Sdl.text(part.getValue()))) {
          keep = Keep.LAST;
        }
      }
    }
    if (max == null) {
      // That it is missing is a problem of the directive's form.
      return null;
    }
    if (max.signum() <= 0 || max.compareTo(BigInteger.valueOf(Repeat.MOST)) > 0) {
      wrong(
          owner,
          field,
          "goes " + max + " rounds at most",
          "Write `repeat: {max: N}` with N from 1 to " + Repeat.MOST);
      return null;
    }
    return new Repeat(max.intValue(), keep);
  }

  /// Values are not reached again and again.
  void refuse(SourceType owner, FieldDefinition field) {
    if (repeats(field)) {
      wrong(
          owner,
          field,
          "leads to a value",
          "Leave out `repeat`, or repeat a path to "
              + owner.name()
              + " and ask that for the value");
    }
  }

  /// Only a path is repeated.
  void requirePath(SourceType owner, FieldDefinition field) {
    if (repeats(field)) {
      wrong(owner, field, "is none", "Write `path:`, or leave out `repeat`");
    }
  }

  private void wrong(SourceType owner, FieldDefinition field, String what, String remedy) {
    reading
        .problems()
        .error(
            "WRONG_REPEAT",
            Sdl.location(field),
            "the repeated path of " + Sdl.coordinates(owner, field) + " " + what,
            remedy);
  }
}
